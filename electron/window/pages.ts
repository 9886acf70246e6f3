import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { protocol, type Session } from 'electron';
import { contentSecurityPolicy, fileTypes, pageHeaders } from '../../shared/pageHeaders.ts';
import { identity } from '../identity.ts';
import { isPageUrl } from './pageUrl.ts';
import { troubleAt, troublePage } from './troublePage.ts';

const scheme = new URL(identity.pageOrigin).protocol.slice(0, -1);

const headers = {
  ...pageHeaders,
  'Content-Security-Policy': contentSecurityPolicy([]),
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // The files are on this disk, and those of a new version have to show at once.
  'Cache-Control': 'no-cache',
};

const html = 'text/html; charset=utf-8';

/** Makes `app:` a scheme like `https:`, with an origin, storage and fetch. Works once only, and before `ready`. */
export function registerPageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Answers `app://watchkeeper/…` from the folder of the built UI. To be called on the session that the window uses. */
export function servePages(session: Pick<Session, 'protocol'>, root: string): void {
  session.protocol.handle(scheme, (request) => pageResponse(root, request));
}

/** Every path that does not look like a file is a page of the app, as in the browser host. */
export async function pageResponse(
  root: string,
  request: { readonly url: string; readonly method: string },
): Promise<Response> {
  if (!isPageUrl(request.url)) return answer(404, 'text/plain', 'There is nothing at this address.');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return answer(405, 'text/plain', 'Pages can only be read.');
  }
  const path = decodedPath(new URL(request.url).pathname);
  if (path === null) return answer(400, 'text/plain', 'The address is not well-formed.');
  const trouble = troubleAt(path);
  if (trouble !== null) return answer(200, html, troublePage(trouble));

  const file = path === '/' ? null : await read(root, path);
  if (file) return answer(200, fileTypes[extname(path).toLowerCase()] ?? 'application/octet-stream', file);
  // What looks like a file and is none must not come as a page: a script would be taken for one.
  if (extname(path) !== '') return answer(404, 'text/plain', 'There is no such file.');
  const index = await read(root, '/index.html');
  return index ? answer(200, html, index) : answer(503, html, troublePage('notBuilt'));
}

function answer(status: number, type: string, body: string | Uint8Array<ArrayBuffer>): Response {
  return new Response(body, { status, headers: { ...headers, 'Content-Type': type } });
}

/** Decoded once and only once; null for whatever could mean another folder, drive or stream of a file. */
function decodedPath(path: string): string | null {
  try {
    const decoded = decodeURIComponent(path);
    return /[\0\\:]/.test(decoded) || decoded.split('/').includes('..') ? null : decoded;
  } catch {
    return null;
  }
}

/** A file below `root`; null when there is none. */
async function read(root: string, path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const full = resolve(join(root, path));
  if (!full.startsWith(resolve(root) + sep)) return null;
  try {
    return await readFile(full);
  } catch {
    return null;
  }
}
