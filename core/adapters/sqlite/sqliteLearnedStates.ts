import type { LearnedStates } from '../../monitor/learnedStates.ts';
import { text } from './alertRows.ts';
import type { Statements } from './statements.ts';

/** Sorts after whatever a key may hold. */
const last = '\u{10FFFF}';

export function createSqliteLearnedStates(sql: Statements): LearnedStates {
  return {
    read(prefix) {
      const rows = sql('SELECT key, state, learned_until FROM learned_series WHERE key >= ? AND key < ?').all(
        prefix,
        `${prefix}${last}`,
      );
      return rows.flatMap(({ key, state, learned_until }) =>
        state instanceof Uint8Array ? [{ key: text(key), state, learnedUntil: Number(learned_until) }] : [],
      );
    },
    write(states, at) {
      for (const { key, state, learnedUntil } of states) {
        sql(`INSERT INTO learned_series (key, state, learned_until, stored_at) VALUES (?, ?, ?, ?)
             ON CONFLICT (key) DO UPDATE SET
               state = excluded.state, learned_until = excluded.learned_until, stored_at = excluded.stored_at`).run(
          key,
          state,
          learnedUntil,
          at,
        );
      }
    },
    forget(keys) {
      for (const key of keys) sql('DELETE FROM learned_series WHERE key = ?').run(key);
    },
  };
}
