import type { Matcher } from '../../../shared/delivery/matcher.ts';
import type { SilenceRecord, Silences } from '../../notify/silences/silences.ts';
import { type Row, text } from './alertRows.ts';
import type { Statements } from './statements.ts';

/** `Silences` over SQLite; every call belongs to the transaction that is open. */
export function createSqliteSilences(sql: Statements): Silences {
  return {
    endingAfter: (after) =>
      sql('SELECT * FROM silences WHERE ends_at > ? ORDER BY ends_at, id').all(after).map(silenceOfRow),
    countEndingAfter: (after) => Number(sql('SELECT count(*) AS n FROM silences WHERE ends_at > ?').get(after)?.n ?? 0),
    byId(id) {
      const row = sql('SELECT * FROM silences WHERE id = ?').get(id);
      return row ? silenceOfRow(row) : null;
    },
    save({ id, matchers, startsAt, endsAt, createdBy, comment, createdAt }) {
      sql(`INSERT INTO silences (id, matchers, starts_at, ends_at, created_by, comment, created_at)
           VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (id) DO UPDATE SET starts_at = excluded.starts_at, ends_at = excluded.ends_at,
             comment = excluded.comment`).run(
        ...[id, JSON.stringify(matchers), startsAt, endsAt, createdBy, comment, createdAt],
      );
    },
    prune(before) {
      sql('DELETE FROM silences WHERE ends_at < ?').run(before);
    },
  };
}

function silenceOfRow(row: Row): SilenceRecord {
  return {
    id: text(row.id),
    matchers: JSON.parse(text(row.matchers)) as Matcher[],
    startsAt: Number(row.starts_at),
    endsAt: Number(row.ends_at),
    createdBy: text(row.created_by),
    comment: text(row.comment),
    createdAt: Number(row.created_at),
  };
}
