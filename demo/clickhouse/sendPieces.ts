import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Transform } from 'node:stream';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Interrupted } from './engine.ts';
import { formatException } from './exception.ts';

/**
 * Sends a body in pieces, as fast as the client reads. A query that fails after the first piece can no longer say so
 * in the status: its exception follows the rows in ClickHouse's frame, which carries a tag that no row can guess, and
 * the answer then breaks off, so that nobody takes it for complete.
 */
export async function sendPieces(
  response: ServerResponse,
  body: AsyncIterable<Uint8Array>,
  encoder: Transform | undefined,
  version: string,
): Promise<void> {
  const tag = randomBytes(8).toString('hex');
  response.setHeader('X-ClickHouse-Exception-Tag', tag);
  let interrupted = false;

  async function* framed(): AsyncGenerator<Uint8Array> {
    try {
      yield* body;
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      interrupted = true;
      const message = Buffer.from(formatException(error.exception, version));
      const [opening, closing] = [`\r\n__exception__\r\n${tag}\r\n`, `${message.length} ${tag}\r\n__exception__\r\n`];
      yield Buffer.concat([Buffer.from(opening), message, Buffer.from(closing)]);
    }
  }

  const source = Readable.from(framed(), { objectMode: false });
  try {
    await (encoder === undefined
      ? pipeline(source, response, { end: false })
      : pipeline(source, encoder, response, { end: false }));
  } catch {
    // The client has gone.
    response.destroy();
    return;
  } finally {
    // Where the client went before the first piece, nobody else has.
    await body[Symbol.asyncIterator]().return?.();
  }
  if (interrupted) response.socket?.end();
  else response.end();
}
