import { type Exception, exception } from './exception.ts';
import { type RowsAhead, readStatement } from './statement.ts';
import type { Upload, Uploads } from './uploads.ts';

/** A statement that is complete on this side, with its rows, if any, in a file. */
export interface ReceivedQuery {
  sql: string;
  insert: boolean;
  /** The output format that the text names. */
  format: string | undefined;
  upload: Upload | undefined;
}

/** A statement without rows; ClickHouse's own bound (`max_query_size`) is below it. */
const maxTextBytes = 16 * 1024 * 1024;
/** By then an INSERT has shown where its rows start, and what follows need not be kept in memory. */
const headBytes = 1024 * 1024;

/**
 * Puts together a query from the URL's `query` and the body, which continues it after a line break.
 *
 * @throws where the body breaks off or does not decompress.
 */
export async function receiveQuery(
  fromUrl: string,
  body: AsyncIterable<Uint8Array>,
  uploads: Uploads,
): Promise<ReceivedQuery | Exception> {
  const chunks = body[Symbol.asyncIterator]();
  let text = Buffer.from(fromUrl === '' ? '' : `${fromUrl}\n`);
  if (fromUrl !== '') {
    const statement = readStatement(text.toString('latin1'));
    if (statement.kind === 'insertRows') return withRows(statement.rows, text, chunks, uploads);
  }
  let pending: Uint8Array[] = [];
  let size = text.length;
  let headRead = false;
  for (;;) {
    const next = await chunks.next();
    if (!next.done) {
      pending.push(next.value);
      size += next.value.length;
      if (size > maxTextBytes) return exception('QUERY_IS_TOO_LARGE', `The query is longer than ${maxTextBytes} bytes`);
      if (headRead || size < headBytes) continue;
    }
    text = Buffer.concat([text, ...pending]);
    pending = [];
    headRead = true;
    const statement = readStatement(text.toString('latin1'));
    if (statement.kind === 'insertRows') return withRows(statement.rows, text, chunks, uploads);
    if (!next.done) continue;
    if (statement.kind === 'refused') return statement.exception;
    const format = statement.kind === 'other' ? statement.format : undefined;
    return { sql: statement.sql, insert: statement.kind === 'insertSelect', format, upload: undefined };
  }
}

async function withRows(
  rows: RowsAhead,
  text: Buffer,
  chunks: AsyncIterator<Uint8Array>,
  uploads: Uploads,
): Promise<ReceivedQuery | Exception> {
  const upload = await uploads.store(rest(text.subarray(rows.dataStart), chunks));
  if (upload === undefined)
    return exception('QUERY_IS_TOO_LARGE', 'The INSERT has more rows than fit into one request');
  return { sql: rows.fromFile(upload.path), insert: true, format: undefined, upload };
}

async function* rest(first: Uint8Array, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
}
