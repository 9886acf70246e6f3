import { severityRank } from '../../../shared/severity.ts';
import type { AlertRecord, AlertSourceState } from '../../alerts/alertRecord.ts';
import type { AlertRecords } from '../../alerts/alertRecords.ts';
import {
  alertColumns,
  alertOfRow,
  alertValues,
  finite,
  observationOfRow,
  type Row,
  sourceStateOfRow,
} from './alertRows.ts';
import type { Statements } from './statements.ts';

const others = alertColumns.slice(1);
const upsertAlert = `
  INSERT INTO alerts (${alertColumns.join(', ')}) VALUES (${alertColumns.map(() => '?').join(', ')})
  ON CONFLICT (id) DO UPDATE SET ${others.map((column) => `${column} = excluded.${column}`).join(', ')}`;

const heldOpen = `
  SELECT a.* FROM alert_sources s JOIN alerts a ON a.id = s.alert_id
  WHERE s.source = ? AND s.cleared_at IS NULL AND s.judged_at <= ? AND a.resolved_at IS NULL ORDER BY a.seq`;

const heldOpenByRows = heldOpen.replace('WHERE', "WHERE s.completeness = 'rows' AND");

const anyTime = Number.MAX_SAFE_INTEGER;

/** `AlertRecords` over SQLite; every call belongs to the transaction that is open. */
export function createSqliteAlertRecords(sql: Statements): AlertRecords {
  function withSources(row: Row): AlertRecord {
    const states = sql('SELECT * FROM alert_sources WHERE alert_id = ? ORDER BY source').all(row.id as string);
    return alertOfRow(row, states.map(sourceStateOfRow));
  }

  function saveSource(alertId: string, state: AlertSourceState): void {
    sql(`INSERT INTO alert_sources
           (alert_id, source, completeness, severity, last_window_start, judged_at, clear_windows, cleared_at)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (alert_id, source) DO UPDATE SET completeness = excluded.completeness,
           severity = excluded.severity, last_window_start = excluded.last_window_start,
           judged_at = excluded.judged_at, clear_windows = excluded.clear_windows, cleared_at = excluded.cleared_at`).run(
      ...[alertId, state.source, state.completeness, severityRank(state.severity), state.lastWindowStart],
      ...[state.judgedAt, state.clearWindows, state.clearedAt],
    );
  }

  return {
    byId(id) {
      const row = sql('SELECT * FROM alerts WHERE id = ?').get(id);
      return row ? withSources(row) : null;
    },
    latest(fingerprints) {
      const found = new Map<string, AlertRecord>();
      for (const fingerprint of fingerprints) {
        const row = sql('SELECT * FROM alerts WHERE fingerprint = ? ORDER BY seq DESC LIMIT 1').get(fingerprint);
        if (row) found.set(fingerprint, withSources(row));
      }
      return found;
    },
    heldOpenBy: (source) => sql(heldOpen).all(source, anyTime).map(withSources),
    silentSince: (source, before) => sql(heldOpenByRows).all(source, before).map(withSources),
    unwatchedSince(watched, before) {
      const open = sql('SELECT DISTINCT source FROM alert_sources WHERE cleared_at IS NULL').all();
      const unwatched = open.map((row) => String(row.source)).filter((source) => !watched.includes(source));
      return unwatched.flatMap((source) =>
        sql(heldOpen)
          .all(source, before)
          .map((row) => ({ record: withSources(row), source })),
      );
    },
    observation(fingerprint, windowStart) {
      const row = sql('SELECT * FROM observations WHERE fingerprint = ? AND window_start = ?').get(
        fingerprint,
        windowStart,
      );
      return row ? observationOfRow(row) : null;
    },
    due: (now) => sql('SELECT * FROM alerts WHERE wake_at <= ? ORDER BY wake_at').all(now).map(withSources),
    active: (minimum) =>
      sql('SELECT * FROM alerts WHERE status = 0 AND severity >= ? ORDER BY severity DESC, starts_at DESC')
        .all(severityRank(minimum))
        .map(withSources),
    open: () => sql('SELECT * FROM alerts WHERE status < 2 ORDER BY status, severity DESC').all().map(withSources),
    save(record) {
      sql(upsertAlert).run(...alertValues(record));
      const kept = record.sources.map((state) => state.source);
      sql('DELETE FROM alert_sources WHERE alert_id = ? AND source NOT IN (SELECT value FROM json_each(?))').run(
        record.id,
        JSON.stringify(kept),
      );
      for (const state of record.sources) saveSource(record.id, state);
    },
    setWakeAt(id, wakeAt) {
      sql('UPDATE alerts SET wake_at = ? WHERE id = ?').run(wakeAt, id);
    },
    setMuted(id, silencedBy, inhibitedBy) {
      sql('UPDATE alerts SET silenced_by = ?, inhibited_by = ? WHERE id = ?').run(
        ...[JSON.stringify(silencedBy), JSON.stringify(inhibitedBy), id],
      );
    },
    setEscalation(id, escalatesAt, escalations) {
      sql('UPDATE alerts SET escalates_at = ?, escalations = ? WHERE id = ?').run(escalatesAt, escalations, id);
    },
    saveObservation(observation) {
      sql(`INSERT INTO observations (fingerprint, window_start, alert_id, window_ms, source, severity, description,
             metric_value, expected_value, z_score, change_percent, observed_at, row_acknowledged_at, row_synced)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (fingerprint, window_start) DO UPDATE SET severity = excluded.severity,
             description = excluded.description, metric_value = excluded.metric_value,
             expected_value = excluded.expected_value, z_score = excluded.z_score,
             change_percent = excluded.change_percent, row_acknowledged_at = excluded.row_acknowledged_at,
             row_synced = excluded.row_synced`).run(
        ...[observation.fingerprint, observation.windowStart, observation.alertId, observation.windowMs],
        ...[observation.source, severityRank(observation.severity), observation.description],
        ...[finite(observation.metricValue), finite(observation.expectedValue)],
        ...[finite(observation.zScore), finite(observation.changePercent), observation.observedAt],
        ...[observation.rowAcknowledgedAt, observation.rowSynced ? 1 : 0],
      );
    },
    addHistory(entry) {
      sql('INSERT INTO history (alert_id, at, kind, by, note) VALUES (?, ?, ?, ?, ?)').run(
        ...[entry.alertId, entry.at, entry.kind, entry.by, entry.note],
      );
    },
    prune(before, limit) {
      const removed = sql(
        'DELETE FROM alerts WHERE seq IN (SELECT seq FROM alerts WHERE resolved_at < ? ORDER BY resolved_at LIMIT ?)',
      ).run(before, limit);
      return Number(removed.changes);
    },
  };
}
