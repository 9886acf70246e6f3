import type { Chdb, ChdbConnection } from './chdb.ts';
import { Interrupted, type Work } from './engine.ts';
import { type Exception, parseException } from './exception.ts';

/**
 * A result beyond this is asked for again in pieces, so that it is never in memory as a whole. Not every result is,
 * because chDB plans a query that comes in pieces on the thread that serves everyone.
 */
const wholeBytes = 16 * 1024 * 1024;

// The formats in which pieces put together are the same text: those with a header or a frame repeat it in each piece.
const inPieces = new Set([
  'jsoneachrow',
  'jsonlines',
  'ndjson',
  'jsonstringseachrow',
  'jsoncompacteachrow',
  'jsoncompactstringseachrow',
  'tabseparated',
  'tsv',
  'tabseparatedraw',
  'tsvraw',
  'csv',
  'rowbinary',
]);

/** The settings under which a query fails instead of giving a large result; `undefined` where pieces are no option. */
export function limitedSettings(work: Work): Map<string, string> | undefined {
  if (!inPieces.has(work.format.toLowerCase()) || !/^\s*(?:SELECT|WITH)\b/i.test(work.sql)) return undefined;
  for (const own of ['max_result_rows', 'max_result_bytes', 'result_overflow_mode']) {
    if (work.settings.has(own)) return undefined;
  }
  return new Map([...work.settings, ['max_result_bytes', String(wholeBytes)]]);
}

/** Whether a query failed by that limit, and not by one of its own. */
export function isLarge(exception: Exception): boolean {
  return exception.name === 'TOO_MANY_ROWS_OR_BYTES' && exception.text.includes('max bytes');
}

type Piece = Awaited<ReturnType<Chdb['fetchPiece']>>;

/**
 * Starts a query whose result comes in pieces. The first piece is waited for, so that a query that fails at once does
 * so here.
 *
 * @param release is called once, when nothing runs on the connection any more.
 */
export async function startPieces(
  chdb: Chdb,
  connection: ChdbConnection,
  { sql, format }: Work,
  release: () => void,
): Promise<AsyncIterable<Uint8Array>> {
  const stream = chdb.startStream(connection, sql, format);
  let ready = await chdb.fetchPiece(stream);
  let fetching: Promise<Piece> | undefined = Promise.resolve(ready);
  let open = true;
  if (ready.done) end();

  async function next(): Promise<IteratorResult<Uint8Array, undefined>> {
    if (!open) return { done: true, value: undefined };
    fetching ??= chdb.fetchPiece(stream);
    try {
      ready = await fetching;
    } catch (error) {
      end();
      throw new Interrupted(parseException(error instanceof Error ? error.message : String(error)));
    }
    fetching = undefined;
    if (!ready.done) return { done: false, value: ready.bytes };
    end();
    return { done: true, value: undefined };
  }

  function end(): void {
    if (open) release();
    open = false;
  }

  return {
    // Not a generator: one that was never started would not run its `finally`.
    [Symbol.asyncIterator]: () => ({
      next,
      async return() {
        await fetching?.catch(() => undefined);
        if (open && !ready.done) chdb.cancelStream(stream);
        end();
        return { done: true, value: undefined };
      },
    }),
  };
}
