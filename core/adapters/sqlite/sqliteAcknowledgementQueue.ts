import type { AcknowledgementQueue } from '../../monitor/monitorStore.ts';
import { text } from './alertRows.ts';
import type { Statements } from './statements.ts';

export function createSqliteAcknowledgementQueue(sql: Statements): AcknowledgementQueue {
  const windowStarts = (alertId: string) =>
    sql('SELECT window_start FROM observations WHERE alert_id = ? ORDER BY window_start')
      .all(alertId)
      .map((row) => Number(row.window_start));

  return {
    isPending: (alertId) => sql('SELECT 1 FROM acknowledgement_queue WHERE alert_id = ?').get(alertId) !== undefined,
    enqueue(alertId, acknowledged, at, by) {
      sql(`INSERT INTO acknowledgement_queue (alert_id, acknowledged, at, by) VALUES (?, ?, ?, ?)
           ON CONFLICT (alert_id) DO UPDATE SET acknowledged = excluded.acknowledged, at = excluded.at,
             by = excluded.by`).run(alertId, acknowledged ? 1 : 0, at, by);
    },
    pending: (limit) =>
      sql(`SELECT q.*, a.type FROM acknowledgement_queue q JOIN alerts a ON a.id = q.alert_id
           ORDER BY q.at LIMIT ?`)
        .all(limit)
        .map((row) => ({
          alertId: text(row.alert_id),
          type: text(row.type),
          windowStarts: windowStarts(text(row.alert_id)),
          acknowledged: row.acknowledged === 1,
          at: Number(row.at),
          by: text(row.by),
        })),
    done(intent, written) {
      sql('DELETE FROM acknowledgement_queue WHERE alert_id = ? AND at = ? AND acknowledged = ?').run(
        intent.alertId,
        intent.at,
        intent.acknowledged ? 1 : 0,
      );
      // What could not be written stays as it was read: the row still says what it said.
      sql(`UPDATE observations SET row_synced = 1, row_acknowledged_at = iif(?, ?, row_acknowledged_at)
           WHERE alert_id = ? AND window_start IN (SELECT value FROM json_each(?))`).run(
        ...[written ? 1 : 0, intent.acknowledged ? intent.at : null, intent.alertId],
        JSON.stringify(intent.windowStarts),
      );
    },
  };
}
