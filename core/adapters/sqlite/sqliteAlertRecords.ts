import { severityRank } from '../../../shared/severity.ts';
import type { AlertRecord, AlertSourceState } from '../../alerts/alertRecord.ts';
import type { AlertRecords } from '../../alerts/alertRecords.ts';
import {
  alertColumns,
  alertOfRow,
  alertValues,
  finite,
  numberOrNull,
  observationOfRow,
  type Row,
  sourceStateOfRow,
  text,
} from './alertRows.ts';
import type { Statements } from './statements.ts';

const others = alertColumns.slice(1);
const upsertAlert = `
  INSERT INTO alerts (${alertColumns.join(', ')}) VALUES (${alertColumns.map(() => '?').join(', ')})
  ON CONFLICT (id) DO UPDATE SET ${others.map((column) => `${column} = excluded.${column}`).join(', ')}`;

const numbersOfWindow = [
  ...[
    'metric_value',
    'expected_value',
    'window_start',
    'last_seen_at',
    'occurrences',
    'trend',
    'facts',
    'lost_revenue',
  ],
];
/**
 * What one more window of an alert changes, the smallest first: writing the other columns as well would write their indexes,
 * a page each, and look into the search.
 */
const narrowUpdates = [numbersOfWindow, [...numbersOfWindow, 'description']].map((columns) => ({
  covers: (changed: readonly string[]) => changed.every((column) => columns.includes(column)),
  text: `UPDATE alerts SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE id = ?`,
  places: [...columns, 'id'].map((column) => alertColumns.indexOf(column)),
}));

const heldOpen = `
  SELECT a.* FROM alert_sources s JOIN alerts a ON a.id = s.alert_id
  WHERE s.source = ? AND s.cleared_at IS NULL AND s.judged_at <= ? AND a.resolved_at IS NULL ORDER BY a.seq`;

const heldOpenByRows = heldOpen.replace('WHERE', "WHERE s.completeness = 'rows' AND");

/** From one name to the next in the index: `DISTINCT` would read a row for every open alert. */
const openSources = `
  WITH RECURSIVE names (source) AS (
    SELECT min(source) FROM alert_sources WHERE cleared_at IS NULL
    UNION ALL
    SELECT (SELECT min(source) FROM alert_sources WHERE cleared_at IS NULL AND source > names.source)
    FROM names WHERE names.source IS NOT NULL)
  SELECT source FROM names WHERE source IS NOT NULL`;

const anyTime = Number.MAX_SAFE_INTEGER;
/** Thousands of series may fail at once: what came first shows what it is about. */
const mostOfIncident = 500;

/** `AlertRecords` over SQLite; every call belongs to the transaction that is open. */
export function createSqliteAlertRecords(sql: Statements): AlertRecords {
  const statesOf = (alertId: string): AlertSourceState[] =>
    sql('SELECT * FROM alert_sources WHERE alert_id = ? ORDER BY source').all(alertId).map(sourceStateOfRow);
  const withSources = (row: Row): AlertRecord => alertOfRow(row, statesOf(text(row.id)));

  function saveAlert(record: AlertRecord, before: AlertRecord | null): void {
    const values = alertValues(record);
    const were = before && alertValues(before);
    const changed = alertColumns.filter((_, place) => values[place] !== were?.[place]);
    if (changed.length === 0) return;
    const narrow = were && narrowUpdates.find(({ covers }) => covers(changed));
    if (narrow) sql(narrow.text).run(...narrow.places.map((place) => values[place] ?? null));
    else sql(upsertAlert).run(...values);
  }

  function saveSources({ id, sources }: AlertRecord, before: readonly AlertSourceState[]): void {
    const gone = before.filter(({ source }) => !sources.some((state) => state.source === source));
    for (const { source } of gone) sql('DELETE FROM alert_sources WHERE alert_id = ? AND source = ?').run(id, source);
    for (const state of sources) if (!before.includes(state)) saveSource(id, state);
  }

  function saveSource(alertId: string, state: AlertSourceState): void {
    sql(`INSERT INTO alert_sources
           (alert_id, source, completeness, severity, last_window_start, judged_at, clear_windows, cleared_at, joined)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (alert_id, source) DO UPDATE SET completeness = excluded.completeness,
           severity = excluded.severity, last_window_start = excluded.last_window_start,
           judged_at = excluded.judged_at, clear_windows = excluded.clear_windows, cleared_at = excluded.cleared_at,
           joined = excluded.joined`).run(
      ...[alertId, state.source, state.completeness, severityRank(state.severity), state.lastWindowStart],
      ...[state.judgedAt, state.clearWindows, state.clearedAt, JSON.stringify(state.joined)],
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
      const open = sql(openSources).all();
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
    standIn(fingerprint) {
      const row = sql(`
        SELECT a.* FROM alert_aliases s JOIN alerts a ON a.id = s.alert_id
        WHERE s.fingerprint = ? ORDER BY a.seq DESC LIMIT 1`).get(fingerprint);
      return row ? withSources(row) : null;
    },
    windowOf(alertId, windowStart) {
      const row = sql(`
        SELECT count(*) AS n, max(lost_revenue) AS lost FROM observations
        WHERE alert_id = ? AND window_start = ?`).get(alertId, windowStart);
      return row && Number(row.n) > 0 ? { lostRevenue: numberOrNull(row.lost) } : null;
    },
    lostRevenueOf(alertIds) {
      const row = sql(`
        SELECT sum(lost) AS lost FROM (
          SELECT max(lost_revenue) AS lost FROM observations
          WHERE alert_id IN (SELECT value FROM json_each(?)) AND lost_revenue IS NOT NULL GROUP BY window_start)`).get(
        JSON.stringify(alertIds),
      );
      return numberOrNull(row?.lost);
    },
    addAlias(fingerprint, alertId) {
      sql('INSERT OR IGNORE INTO alert_aliases (fingerprint, alert_id) VALUES (?, ?)').run(fingerprint, alertId);
    },
    due: (now) => sql('SELECT * FROM alerts WHERE wake_at <= ? ORDER BY wake_at').all(now).map(withSources),
    active: (minimum) =>
      sql('SELECT * FROM alerts WHERE status = 0 AND severity >= ? ORDER BY severity DESC, starts_at DESC')
        .all(severityRank(minimum))
        .map(withSources),
    open: () => sql('SELECT * FROM alerts WHERE status < 2 ORDER BY status, severity DESC').all().map(withSources),
    startedBetween: (from, to) =>
      sql('SELECT * FROM alerts WHERE starts_at >= ? AND starts_at <= ? ORDER BY starts_at, seq')
        .all(from, to)
        .map((row) => alertOfRow(row)),
    incident: (incidentId) =>
      sql(`SELECT * FROM alerts WHERE incident_id = ? ORDER BY starts_at, seq LIMIT ${mostOfIncident}`)
        .all(incidentId)
        .map((row) => alertOfRow(row)),
    countsBySilence() {
      const counts = sql(`
        SELECT by.value AS id, count(*) AS n FROM alerts, json_each(alerts.silenced_by) AS by
        WHERE alerts.status < 2 AND alerts.silenced_by <> '[]' GROUP BY by.value`).all();
      return new Map(counts.map(({ id, n }) => [String(id), Number(n)]));
    },
    save(record, before = null) {
      saveAlert(record, before);
      saveSources(record, before?.sources ?? statesOf(record.id));
    },
    setWakeAt(id, wakeAt) {
      sql('UPDATE alerts SET wake_at = ? WHERE id = ?').run(wakeAt, id);
    },
    setMuted(id, silencedBy, inhibitedBy) {
      sql('UPDATE alerts SET silenced_by = ?, inhibited_by = ? WHERE id = ?').run(
        ...[JSON.stringify(silencedBy), JSON.stringify(inhibitedBy), id],
      );
    },
    setIncident(id, incidentId) {
      sql('UPDATE alerts SET incident_id = ? WHERE id = ?').run(incidentId, id);
    },
    setEscalation(id, escalatesAt, escalations) {
      sql('UPDATE alerts SET escalates_at = ?, escalations = ? WHERE id = ?').run(escalatesAt, escalations, id);
    },
    saveObservation(observation) {
      sql(`INSERT INTO observations (fingerprint, window_start, alert_id, window_ms, source, severity, description,
             metric_value, expected_value, z_score, change_percent, lost_revenue, observed_at, row_acknowledged_at,
             row_synced)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (fingerprint, window_start) DO UPDATE SET severity = excluded.severity,
             description = excluded.description, metric_value = excluded.metric_value,
             expected_value = excluded.expected_value, z_score = excluded.z_score,
             change_percent = excluded.change_percent, lost_revenue = excluded.lost_revenue,
             row_acknowledged_at = excluded.row_acknowledged_at, row_synced = excluded.row_synced`).run(
        ...[observation.fingerprint, observation.windowStart, observation.alertId, observation.windowMs],
        ...[observation.source, severityRank(observation.severity), observation.description],
        ...[finite(observation.metricValue), finite(observation.expectedValue)],
        ...[finite(observation.zScore), finite(observation.changePercent), finite(observation.lostRevenue)],
        ...[observation.observedAt, observation.rowAcknowledgedAt, observation.rowSynced ? 1 : 0],
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
