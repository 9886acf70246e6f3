import type { Cursors } from '../../monitor/monitorStore.ts';
import { text } from './alertRows.ts';
import type { Statements } from './statements.ts';

export function createSqliteCursors(sql: Statements): Cursors {
  return {
    read(source) {
      const row = sql('SELECT cursor, stored_at FROM cursors WHERE source = ?').get(source);
      return row ? { cursor: text(row.cursor), storedAt: Number(row.stored_at) } : null;
    },
    write(source, cursor, at) {
      sql(`INSERT INTO cursors (source, cursor, stored_at) VALUES (?, ?, ?)
           ON CONFLICT (source) DO UPDATE SET cursor = excluded.cursor, stored_at = excluded.stored_at`).run(
        source,
        cursor,
        at,
      );
    },
  };
}
