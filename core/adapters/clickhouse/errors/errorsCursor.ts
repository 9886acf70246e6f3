/** What the source of errors remembers between cycles. */
export interface ErrorsCursor {
  /** Where single errors are to be read on from; null: they were never read. */
  feed: string | null;
  /** Errors after that which need not be sent again, by their ids. */
  settled: readonly string[];
  /** Since when nobody takes single errors, ms UTC, by the minute; null: somebody does. */
  idleSince: number | null;
  /** When the newest error happened, ms UTC. */
  newestAt: number | null;
}

export const writeErrorsCursor = (cursor: ErrorsCursor): string => JSON.stringify(cursor);

/** One that is none begins anew. */
export function readErrorsCursor(text: string | null): ErrorsCursor {
  const value = parsed(text);
  const number = (each: unknown) => (typeof each === 'number' ? each : null);
  return {
    feed: typeof value.feed === 'string' ? value.feed : null,
    settled: Array.isArray(value.settled) ? value.settled.filter((each) => typeof each === 'string') : [],
    idleSince: number(value.idleSince),
    newestAt: number(value.newestAt),
  };
}

function parsed(text: string | null): Partial<Record<keyof ErrorsCursor, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
