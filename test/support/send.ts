import { type IncomingHttpHeaders, request } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** As it came over the wire: not decompressed. */
  body: Buffer;
  text: string;
}

interface Send {
  /** In place of the address's own path, and not tidied up as that is. */
  path?: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array | undefined;
}

/** One HTTP request as curl would send it: any header (`Host`, `Origin`) as given, none added, nothing decoded. */
export function send(url: string, { method = 'GET', headers = {}, body, path }: Send = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method, headers, agent: false, ...(path === undefined ? {} : { path }) },
      (response) => {
        buffer(response).then((bytes) => {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes, text: bytes.toString() });
        }, reject);
      },
    );
    sent.once('error', reject);
    // As bytes: a string body would have Node encode the headers the body's way too.
    sent.end(body === undefined ? undefined : Buffer.from(body));
  });
}
