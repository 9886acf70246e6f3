import type { NotificationReason } from '../../../shared/alert.ts';
import type { StandingPopUp, StandingPopUps } from '../../notify/popUps/popUpStore.ts';
import { type Row, text } from './alertRows.ts';
import type { Statements } from './statements.ts';

/** `StandingPopUps` over SQLite: a row for every alert that a pop-up tells of. */
export function createSqliteStandingPopUps(sql: Statements): StandingPopUps {
  const remove = (face: string, id: string) => sql('DELETE FROM pop_ups WHERE face = ? AND id = ?').run(face, id);

  return {
    put(face, { id, at, inHeap, alerts }) {
      remove(face, id);
      const told = JSON.stringify(alerts.map((alert) => alert.id));
      const replaced = sql(
        `SELECT id FROM pop_ups WHERE face = ? GROUP BY id
         HAVING sum(alert_id NOT IN (SELECT value FROM json_each(?))) = 0`,
      )
        .all(face, told)
        .map((row) => text(row.id));
      for (const other of replaced) remove(face, other);
      const insert = sql('INSERT INTO pop_ups (face, id, alert_id, reason, at, in_heap) VALUES (?, ?, ?, ?, ?, ?)');
      for (const alert of alerts) insert.run(face, id, alert.id, alert.reason, at, inHeap ? 1 : 0);
      return replaced;
    },
    find(face, id) {
      const rows = sql('SELECT * FROM pop_ups WHERE face = ? AND id = ?').all(face, id);
      return popUpsOfRows(rows)[0] ?? null;
    },
    heap: (face) => popUpsOfRows(sql('SELECT * FROM pop_ups WHERE face = ? AND in_heap = 1').all(face)),
    keepHeap(face) {
      sql('UPDATE pop_ups SET in_heap = 0 WHERE face = ? AND in_heap = 1').run(face);
    },
    alertIds: (face) =>
      sql('SELECT DISTINCT alert_id FROM pop_ups WHERE face = ?')
        .all(face)
        .map((row) => text(row.alert_id)),
    takeOut(face, alertIds) {
      const told = sql(
        'DELETE FROM pop_ups WHERE face = ? AND alert_id IN (SELECT value FROM json_each(?)) RETURNING id',
      ).all(face, JSON.stringify(alertIds));
      const left = sql('SELECT 1 FROM pop_ups WHERE face = ? AND id = ? LIMIT 1');
      return [...new Set(told.map(({ id }) => text(id)))].filter((id) => left.get(face, id) === undefined);
    },
  };
}

function popUpsOfRows(rows: readonly Row[]): StandingPopUp[] {
  const popUps = new Map<string, StandingPopUp>();
  for (const row of rows) {
    const id = text(row.id);
    const popUp = popUps.get(id) ?? { id, at: Number(row.at), inHeap: row.in_heap === 1, alerts: [] };
    popUp.alerts.push({ id: text(row.alert_id), reason: text(row.reason) as NotificationReason });
    popUps.set(id, popUp);
  }
  return [...popUps.values()];
}
