import { ok, type Result } from '../../../../shared/problem.ts';
import type { Source, SourceReport } from '../../../monitor/source.ts';
import type { Connection } from '../connection.ts';
import { createRowFeed } from '../rowFeed/createRowFeed.ts';
import type { FeedColumn } from '../rowFeed/feedColumns.ts';
import { userNotices } from './userNotices.ts';

const columns: readonly FeedColumn[] = [
  { name: 'ts', as: 'instant', required: true },
  { name: 'user_id', as: 'text', length: 200, required: true },
  { name: 'email', as: 'text', length: 320 },
  { name: 'display_name', as: 'text', length: 200 },
  { name: 'environment', as: 'text', length: 100 },
  { name: 'total_users', as: 'number' },
];

/** The rest follows in the next cycle. */
const mostRows = 2000;

/** Registrations: news for whoever wants to read it, and never an alert. */
export function createUsersSource(connection: Connection, { maskEmail }: { maskEmail: boolean }): Source {
  const table = connection.tables.userRegistrations;
  // Who registered before watching began is told to nobody.
  const feed = createRowFeed({ connection, table, columns, firstReachMs: 0, mostRows });
  return {
    name: 'users',
    kind: 'users',
    staleAfterMs: null,
    async poll({ now, cursor }, signal): Promise<Result<SourceReport>> {
      const fed = await feed.read(cursor, now, signal);
      if (!fed.ok && fed.error.code === 'missingTable') return ok({ kind: 'notSetUp', message: fed.error.message });
      if (!fed.ok) return fed;
      return ok({
        kind: 'read',
        batches: [],
        notices: userNotices(fed.value.rows, maskEmail),
        cursor: fed.value.cursor,
        newestRowAt: fed.value.newestAt,
        skipped: { count: 0, last: null },
      });
    },
  };
}
