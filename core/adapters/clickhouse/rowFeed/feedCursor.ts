/** What a feed of rows remembers between cycles. Hashes are ClickHouse's, in base 36. */
export interface FeedCursor {
  /** Every row placed before this is dealt with, ms UTC. */
  from: number;
  /** Of the rows placed at `from`, those up to this one are dealt with too, as ClickHouse sorts their hashes' decimals. */
  through: string | null;
  /** Rows from there on that were told. */
  seen: ReadonlySet<string>;
  /** Where the newest row is placed, ms UTC; rows far in the future do not count. */
  newestAt: number | null;
}

export const writeFeedCursor = (cursor: FeedCursor): string => JSON.stringify({ ...cursor, seen: [...cursor.seen] });

/** Null for a cursor that is none, so that watching begins anew. */
export function readFeedCursor(text: string | null): FeedCursor | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Partial<Record<keyof FeedCursor, unknown>> | null;
    if (!value || !Number.isSafeInteger(value.from) || !Array.isArray(value.seen)) return null;
    return {
      from: value.from as number,
      through: isHash(value.through) ? value.through : null,
      seen: new Set(value.seen.filter(isHash)),
      newestAt: typeof value.newestAt === 'number' ? value.newestAt : null,
    };
  } catch {
    return null;
  }
}

const isHash = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-z]{1,13}$/.test(value);
