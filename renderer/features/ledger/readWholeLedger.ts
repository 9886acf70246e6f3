import type { LedgerEntry, LedgerPage, LedgerQuery } from '../../../shared/delivery/ledger.ts';

/** More lines than this are no table that anybody reads. */
export const mostExported = 10_000;
const perRequest = 500;

/** All lines of a query, the newest first, page by page, up to `mostExported`; `more`: older ones were left out. */
export async function readWholeLedger(
  query: LedgerQuery,
  read: (query: LedgerQuery) => Promise<LedgerPage>,
): Promise<{ lines: LedgerEntry[]; more: boolean }> {
  const lines: LedgerEntry[] = [];
  let cursor: string | null = null;
  do {
    const limit = Math.min(perRequest, mostExported - lines.length);
    const page: LedgerPage = await read({ ...query, limit, ...(cursor === null ? {} : { cursor }) });
    lines.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null && lines.length < mostExported);
  return { lines, more: cursor !== null };
}
