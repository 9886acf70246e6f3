import type { Adjustment, FeedbackLabel } from '../../../shared/learning/feedback.ts';
import type { AdjustmentRecord } from '../../alerts/feedback/adjustmentRecord.ts';
import type { Adjustments } from '../../alerts/feedback/adjustments.ts';
import { numberOrNull, type Row, text } from './alertRows.ts';
import type { Statements } from './statements.ts';

/** When it stopped to hold; what holds for good, never. */
const endedAt = 'min(coalesce(undone_at, 9e15), coalesce(until, 9e15))';
const mostListed = 1000;

export function createSqliteAdjustments(sql: Statements): Adjustments {
  return {
    byId(id) {
      const row = sql('SELECT * FROM adjustments WHERE id = ?').get(id);
      return row ? recordOf(row) : null;
    },
    ofAlert: (alertId) =>
      sql('SELECT * FROM adjustments WHERE alert_id = ? ORDER BY at, id').all(alertId).map(recordOf),
    heldSince: (since) =>
      sql('SELECT * FROM adjustments WHERE undone_at IS NULL AND coalesce(until, 9e15) > ? ORDER BY at, id')
        .all(since)
        .map(recordOf),
    list: (since) =>
      sql(`SELECT * FROM adjustments WHERE ${endedAt} > ? ORDER BY at DESC, id LIMIT ${mostListed}`)
        .all(since)
        .map(recordOf),
    save(record) {
      sql(`INSERT OR REPLACE INTO adjustments
             (id, alert_id, series, kind, label, hour_from, hour_to, by, at, until, undone_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(
        ...[record.id, record.alertId, record.series, record.kind, record.label],
        ...[record.hours?.from ?? null, record.hours?.to ?? null, record.by],
        ...[record.at, record.until, record.undoneAt],
      );
    },
    prune(before) {
      sql(`DELETE FROM adjustments WHERE ${endedAt} < ?`).run(before);
    },
  };
}

function recordOf(row: Row): AdjustmentRecord {
  const [from, to] = [numberOrNull(row.hour_from), numberOrNull(row.hour_to)];
  return {
    id: text(row.id),
    alertId: text(row.alert_id),
    series: text(row.series),
    kind: text(row.kind) as Adjustment['kind'],
    label: text(row.label) as FeedbackLabel,
    hours: from === null || to === null ? null : { from, to },
    by: text(row.by),
    at: Number(row.at),
    until: numberOrNull(row.until),
    undoneAt: numberOrNull(row.undone_at),
  };
}
