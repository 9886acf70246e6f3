import type { DatabaseSync } from 'node:sqlite';
import type { HistoryKind } from '../../../shared/alert.ts';
import type { ListedAlert } from '../../../shared/alertQuery.ts';
import { titleOf } from '../../../shared/anomalyTypes.ts';
import type { Incident } from '../../../shared/learning/incident.ts';
import type { Result } from '../../../shared/problem.ts';
import { type AlertEdit, acknowledgeAlert, snoozeAlert, unacknowledgeAlert } from '../../alerts/acknowledgeAlert.ts';
import type { AlertBook } from '../../alerts/alertBook.ts';
import { type AlertRecord, toAlert } from '../../alerts/alertRecord.ts';
import { describeIncident } from '../../alerts/incidents/describeIncident.ts';
import { StorageError } from '../../alerts/storageError.ts';
import type { Clock } from '../../clock.ts';
import type { StoreTransaction } from '../../monitor/monitorStore.ts';
import { afterCursor, cursorAfter, type Filter, filterOf, orderOf, orderSql } from './alertListQuery.ts';
import { alertOfRow, observationOfRow, type Row, text, textOrNull } from './alertRows.ts';
import { readGlance } from './sqliteGlance.ts';
import { wireNotification } from './sqliteLedger.ts';
import { readOverview } from './sqliteOverview.ts';
import type { Statements } from './statements.ts';

const defaultLimit = 100;
/** An alert that fires for a week has 2,000 windows; the drawer shows the newest. */
const detailLimit = 500;

/** `AlertBook` over SQLite. `transaction`: the store's, so that people's changes and the cycle's never mix. */
export function createSqliteAlertBook(
  database: DatabaseSync,
  sql: Statements,
  transaction: <T>(work: (tx: StoreTransaction) => T) => Result<T>,
  clock: Clock,
): AlertBook {
  function run<T>(work: (tx: StoreTransaction) => T): T {
    const done = transaction(work);
    if (!done.ok) throw new StorageError(done.error);
    return done.value;
  }

  /** Applies an edit to one alert; the alert as it is afterwards, or null when there is none. */
  function edit(tx: StoreTransaction, id: string, change: (record: AlertRecord) => AlertEdit): AlertRecord | null {
    const record = tx.alerts.byId(id);
    if (record === null) return null;
    const edited = change(record);
    if (edited === null) return record;
    tx.alerts.save(edited.record);
    tx.alerts.addHistory(edited.history);
    const acknowledged = edited.record.acknowledgement !== null;
    if (acknowledged !== (record.acknowledgement !== null)) {
      tx.acknowledgements.enqueue(id, acknowledged, edited.history.at, edited.history.by ?? '');
    }
    return edited.record;
  }

  const editOne = (id: string, change: (record: AlertRecord) => AlertEdit) =>
    run((tx) => {
      const record = edit(tx, id, change);
      return record ? toAlert(record) : null;
    });

  function countOf({ where, values }: Filter): number {
    return Number(database.prepare(`SELECT count(*) AS n FROM alerts WHERE ${where}`).get(...values)?.n ?? 0);
  }

  /** With the sizes of all incidents that they are part of, in one question. */
  function listed(rows: readonly Row[]): ListedAlert[] {
    const alerts = rows.map((row) => toAlert(alertOfRow(row)));
    const incidents = new Set(alerts.flatMap(({ incidentId }) => incidentId ?? []));
    const sizes = incidents.size === 0 ? new Map<string, number>() : sizesOf(incidents);
    return alerts.map((alert) => ({ ...alert, incidentSize: sizes.get(alert.incidentId ?? '') ?? null }));
  }

  function sizesOf(incidents: ReadonlySet<string>): ReadonlyMap<string, number> {
    const counts = sql(`
      SELECT incident_id AS id, count(*) AS n FROM alerts
      WHERE incident_id IN (SELECT value FROM json_each(?)) GROUP BY incident_id`).all(JSON.stringify([...incidents]));
    return new Map(counts.map(({ id, n }) => [text(id), Number(n)]));
  }

  return {
    list(query) {
      const filter = filterOf(query, clock.now());
      const order = orderOf(query);
      const limit = query.limit ?? defaultLimit;
      const after = query.cursor === undefined ? { where: '1', values: [] } : afterCursor(query.cursor, order);
      // A search is the costly part: its matches are counted on the way where the page begins at the first of them.
      const countsOnTheWay = query.q !== undefined && query.cursor === undefined;
      const counted = countsOnTheWay ? 'count(*) OVER ()' : '0';
      return run(() => {
        const rows = database
          .prepare(
            `SELECT a.*, page.total FROM (SELECT seq, ${counted} AS total FROM alerts AS p
                WHERE ${filter.where} AND ${after.where} ORDER BY ${orderSql(order, 'p')} LIMIT ? OFFSET ?) AS page
             JOIN alerts AS a ON a.seq = page.seq ORDER BY ${orderSql(order, 'a')}`,
          )
          .all(...filter.values, ...after.values, limit + 1, query.offset ?? 0);
        const last = rows[limit - 1];
        return {
          items: listed(rows.slice(0, limit)),
          nextCursor: rows.length > limit && last ? cursorAfter(last, order) : null,
          total: countsOnTheWay && rows[0] ? Number(rows[0].total) : countOf(filter),
        };
      });
    },
    detail(id) {
      return run((tx) => {
        const record = tx.alerts.byId(id);
        if (record === null) return null;
        const newest = (table: string, order: string) =>
          sql(`SELECT * FROM ${table} WHERE alert_id = ? ORDER BY ${order} DESC LIMIT ${detailLimit}`)
            .all(id)
            .reverse();
        return {
          ...toAlert(record),
          observations: newest('observations', 'window_start').map(wireObservation),
          history: newest('history', 'seq').map(wireHistory),
          notificationLog: newest('notifications', 'seq').map(wireNotification),
          incident: incidentOf(tx, record),
          inhibitors: record.inhibitedBy.flatMap((by) => {
            const other = tx.alerts.byId(by);
            return other ? [{ id: by, title: titleOf(other.type), severity: other.severity }] : [];
          }),
        };
      });
    },
    acknowledge: (ids, by, note, at) =>
      run((tx) =>
        ids.flatMap((id) => {
          const record = edit(tx, id, (current) => acknowledgeAlert(current, by, note, at));
          return record ? [toAlert(record)] : [];
        }),
      ),
    unacknowledge: (id, by, at) => editOne(id, (current) => unacknowledgeAlert(current, by, at)),
    snooze: (id, until, by, at) => editOne(id, (current) => snoozeAlert(current, until, by, at)),
    snoozeMany: (ids, until, by, at) =>
      run((tx) =>
        ids.flatMap((id) => {
          const record = edit(tx, id, (current) => snoozeAlert(current, until, by, at));
          return record ? [toAlert(record)] : [];
        }),
      ),
    overview: (now) => run(() => readOverview(sql, now)),
    glance: (limit) => run(() => readGlance(sql, limit)),
  };
}

function incidentOf(tx: StoreTransaction, { incidentId }: AlertRecord): Incident | null {
  return incidentId === null ? null : describeIncident(incidentId, tx.alerts.incident(incidentId));
}

const iso = (value: Row[string] | undefined): string => new Date(Number(value)).toISOString();

function wireObservation(row: Row) {
  const { source, severity, description, metricValue, expectedValue, zScore, changePercent, windowMs } =
    observationOfRow(row);
  const times = { windowStart: iso(row.window_start), windowMs, observedAt: iso(row.observed_at) };
  return { source, severity, description, metricValue, expectedValue, zScore, changePercent, ...times };
}

function wireHistory(row: Row) {
  return { at: iso(row.at), kind: text(row.kind) as HistoryKind, by: textOrNull(row.by), note: textOrNull(row.note) };
}
