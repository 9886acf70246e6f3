import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Exception, exception } from './exception.ts';

/** Query parameters too long for a URL; tables sent along with a query come this way too, but are not supported. */
const maxBytes = 16 * 1024 * 1024;

export function isMultipart(contentType: string | undefined): contentType is string {
  return contentType?.toLowerCase().startsWith('multipart/form-data') ?? false;
}

/**
 * Reads the fields of a multipart body as if they stood in the URL.
 *
 * @throws where the body breaks off or is no multipart body.
 */
export async function readMultipart(body: Readable, contentType: string): Promise<URLSearchParams | Exception> {
  const text = await buffer(limited(body));
  if (text.length > maxBytes) return exception('QUERY_IS_TOO_LARGE', `The query is longer than ${maxBytes} bytes`);
  const form = await new Response(text, { headers: { 'content-type': contentType } }).formData();
  const fields = new URLSearchParams();
  for (const [name, value] of form) {
    if (typeof value !== 'string') {
      return exception('NOT_IMPLEMENTED', 'External tables are not supported by the embedded ClickHouse');
    }
    fields.append(name, value);
  }
  return fields;
}

async function* limited(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    yield chunk;
    if (size > maxBytes) return;
  }
}
