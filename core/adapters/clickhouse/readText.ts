import type { Readable } from 'node:stream';

/** Thrown for an answer that is longer than anything that was asked for. */
export class TooLongError extends Error {
  override name = 'TooLongError';
}

/** The whole stream as text; stops and throws `TooLongError` beyond `maxBytes`. */
export async function readText(stream: Readable, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    const buffer = Buffer.from(chunk);
    bytes += buffer.length;
    if (bytes > maxBytes) throw new TooLongError(`more than ${maxBytes} bytes`);
    chunks.push(buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}
