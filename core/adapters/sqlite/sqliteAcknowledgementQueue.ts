import type { AcknowledgementQueue } from '../../monitor/monitorStore.ts';
import { text } from './alertRows.ts';
import type { Statements } from './statements.ts';

export function createSqliteAcknowledgementQueue(sql: Statements): AcknowledgementQueue {
  const windowStarts = (alertId: string) =>
    sql('SELECT window_start FROM observations WHERE alert_id = ? ORDER BY window_start')
      .all(alertId)
      .map((row) => Number(row.window_start));

  /** Things that joined the alert under names of their own have rows of their own. */
  function joinedTo(alertId: string): { type: string; windowStarts: number[] }[] {
    const things = sql(`
      SELECT DISTINCT json_extract(thing.value, '$.type') AS type, json_extract(thing.value, '$.fingerprint') AS fingerprint
      FROM alert_sources s, json_each(s.joined) AS thing WHERE s.alert_id = ? AND s.joined <> '[]' ORDER BY 1, 2`);
    const told = sql(
      'SELECT window_start FROM observations WHERE alert_id = ? AND fingerprint = ? ORDER BY window_start',
    );
    return things.all(alertId).map(({ type, fingerprint }) => ({
      type: text(type),
      windowStarts: told.all(alertId, text(fingerprint)).map((row) => Number(row.window_start)),
    }));
  }

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
        .map((row) => {
          const alertId = text(row.alert_id);
          const joined = joinedTo(alertId);
          return {
            ...{ alertId, type: text(row.type), windowStarts: windowStarts(alertId) },
            ...(joined.length === 0 ? {} : { joined }),
            ...{ acknowledged: row.acknowledged === 1, at: Number(row.at), by: text(row.by) },
          };
        }),
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
