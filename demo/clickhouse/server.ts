import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { contentType } from './contentType.ts';
import { type Credentials, checkCredentials, readCredentials } from './credentials.ts';
import { decoded, encoderFor } from './encoding.ts';
import type { Engine, Outcome } from './engine.ts';
import { type Exception, exception, formatException } from './exception.ts';
import { httpStatus } from './httpStatus.ts';
import { isMultipart, readMultipart } from './multipart.ts';
import { type QueryOptions, readQueryOptions } from './queryOptions.ts';
import { receiveQuery } from './receiveQuery.ts';
import { sendPieces } from './sendPieces.ts';
import type { Uploads } from './uploads.ts';

export interface ClickHouseServer {
  /** Gives the port; rejects where it is taken. */
  listen(host: string, port: number): Promise<number>;
  /** Takes no more requests, cancels reads, and waits for writes to finish and be answered. */
  close(): Promise<void>;
}

/** Clients that have not sent all of their request by then are cut off when the server closes. */
const closeGraceMs = 10_000;

/** Queries and parameters may come in the URL; ClickHouse's own bound (`http_max_uri_size`) is the same. */
const maxHeaderSize = 1024 * 1024;

/** ClickHouse's HTTP interface over an engine. */
export function createClickHouseServer(engine: Engine, uploads: Uploads, credentials: Credentials): ClickHouseServer {
  /** Reads that run; each ends when its client hangs up or the server closes. */
  const reads = new Set<AbortController>();
  let closing = false;
  const http = createServer({ keepAliveTimeout: 30_000, requestTimeout: 0, maxHeaderSize }, (request, response) => {
    response.once('close', () => {
      if (closing) http.closeIdleConnections();
    });
    handle(request, response).catch((error: unknown) => {
      fail(response, unforeseen(error));
    });
  });

  return {
    listen(host, port) {
      return new Promise((resolve, reject) => {
        http.once('error', reject);
        http.listen(port, host, () => {
          http.removeListener('error', reject);
          resolve((http.address() as AddressInfo).port);
        });
      });
    },
    async close() {
      closing = true;
      for (const read of reads) read.abort();
      const cutOff = setTimeout(() => http.closeAllConnections(), closeGraceMs);
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeIdleConnections();
      });
      clearTimeout(cutOff);
    },
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (closing) return plain(response.setHeader('Connection', 'close'), 503, 'This ClickHouse is shutting down.\n');
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (!isLocal(request)) {
      return plain(response, 403, 'This ClickHouse answers programs on this machine, not web pages.\n');
    }
    if (url.pathname === '/ping' || url.pathname === '/replicas_status') return plain(response, 200, 'Ok.\n');
    if (url.pathname !== '/')
      return plain(response, 404, `There is no handle ${url.pathname}. Use / for queries and /ping.\n`);
    if (!['GET', 'HEAD', 'POST'].includes(request.method ?? '')) return plain(response, 501, 'Use GET or POST.\n');
    if (request.method !== 'POST' && !url.searchParams.has('query')) return plain(response, 200, 'Ok.\n');

    const given = readCredentials(request.headers, url.searchParams);
    const refusal = 'code' in given ? given : checkCredentials(given, credentials);
    if (refusal !== undefined) return fail(response, refusal);
    const body = decoded(request, request.headers['content-encoding']);
    if (body === undefined) {
      const text = `Unknown content encoding: ${request.headers['content-encoding']}`;
      return fail(response, exception('NOT_IMPLEMENTED', text));
    }
    const type = request.headers['content-type'];
    const fields = isMultipart(type) ? await readMultipart(body, type) : new URLSearchParams();
    if ('code' in fields) return fail(response, fields);
    const asked = new URLSearchParams([...url.searchParams, ...fields]);
    const options = readQueryOptions(asked, request.headers, request.method !== 'POST');
    if ('code' in options) return fail(response, options);
    response.setHeader('X-ClickHouse-Query-Id', options.queryId);
    response.setHeader('X-ClickHouse-Timezone', options.settings.get('session_timezone') || engine.timezone);
    response.setHeader('X-ClickHouse-Server-Display-Name', 'watchkeeper');
    await query(request, response, asked.get('query') ?? '', body, options);
  }

  async function query(
    request: IncomingMessage,
    response: ServerResponse,
    fromUrl: string,
    body: Readable,
    options: QueryOptions,
  ): Promise<void> {
    const received = await receiveQuery(fromUrl, body, uploads);
    if ('code' in received) return fail(response, received);
    const { sql, insert, upload } = received;
    const format = received.format ?? options.format;
    // A read whose client has hung up helps nobody; a write that has arrived whole is finished, as a server does.
    const cancel = new AbortController();
    if (!insert) cancelWhen(response, cancel);
    const run = engine.run({ ...options, sql, insert, format }, cancel.signal);
    // Before the answer: whoever has it finds no rows left behind.
    const outcome = await run.finally(() => upload?.remove());
    await answer(request, response, options, format, outcome);
  }

  function cancelWhen(response: ServerResponse, read: AbortController): void {
    reads.add(read);
    if (closing || response.destroyed) read.abort();
    response.once('close', () => {
      reads.delete(read);
      if (!response.writableFinished) read.abort();
    });
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    options: QueryOptions,
    format: string,
    outcome: Outcome,
  ): Promise<void> {
    if (!outcome.ok) return fail(response, outcome.exception);
    response.setHeader('X-ClickHouse-Summary', summary(outcome));
    response.setHeader('X-ClickHouse-Format', format);
    response.setHeader('Content-Type', contentType(format));
    const wanted = /^(?:1|true)$/.test(options.settings.get('enable_http_compression') ?? '');
    const encoder = wanted ? encoderFor(request.headers['accept-encoding']) : undefined;
    if (encoder !== undefined) response.setHeader('Content-Encoding', encoder.name);
    if (outcome.body instanceof Uint8Array) {
      response.end(await (encoder?.encode(outcome.body) ?? outcome.body));
    } else {
      await sendPieces(response, outcome.body, encoder?.createStream(), engine.version);
    }
  }

  function fail(response: ServerResponse, problem: Exception): void {
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.removeHeader('Content-Encoding');
    response.setHeader('X-ClickHouse-Exception-Code', problem.code);
    plain(response, httpStatus(problem.name), formatException(problem, engine.version));
  }
}

/** What broke while a request was read: mostly a client that went away, or a body that is not what it says. */
function unforeseen(error: unknown): Exception {
  const message = error instanceof Error ? error.message : String(error);
  const zlibCode = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
  if (zlibCode) return exception('ZLIB_INFLATE_FAILED', `The body cannot be decompressed: ${message}`);
  return exception('UNKNOWN_EXCEPTION', message);
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=UTF-8' });
  response.end(text);
}

/** ClickHouse sends every number of the summary as a string. */
function summary(outcome: Extract<Outcome, { ok: true }>): string {
  const { resultRows, resultBytes, writtenRows, writtenBytes, elapsedNs } = outcome;
  // The embedded client reports what came out or went in, not what was scanned for it.
  const numbers = {
    read_rows: resultRows,
    read_bytes: resultBytes,
    written_rows: writtenRows,
    written_bytes: writtenBytes,
    total_rows_to_read: 0,
    result_rows: resultRows + writtenRows,
    result_bytes: resultBytes + writtenBytes,
    elapsed_ns: elapsedNs,
  };
  return JSON.stringify(Object.fromEntries(Object.entries(numbers).map(([key, value]) => [key, String(value)])));
}

/**
 * Any page in a browser can send requests to a loopback port, by itself or under a name of its own that resolves to
 * 127.0.0.1; browsers mark the first (`Origin`, or `Sec-Fetch-Site` for an image), the second shows in `Host`.
 */
function isLocal({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (headers.origin !== undefined || (site !== undefined && site !== 'none')) return false;
  const host = /^(\[[^\]]*\]|[^:]*)/.exec(headers.host ?? 'localhost')?.[1]?.toLowerCase() ?? '';
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);
}
