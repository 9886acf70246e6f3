import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context, Handler } from 'hono';
import { fileTypes } from '../../shared/pageHeaders.ts';
import { refusal } from './refusal.ts';

type Encoding = 'br' | 'gzip';

interface StaticFile {
  body: Buffer<ArrayBuffer>;
  etag: string;
  /** Made on first demand. */
  compressed: Partial<Record<Encoding, Promise<Buffer<ArrayBuffer>>>>;
}

const compressible = /^text\/|json|svg/;
/** Vite writes a hash of the content into the names below this folder. */
const hashed = /^\/assets\//;
const notBuilt =
  'The pages of Watchkeeper are not built yet. Run "npm run build" (npm start does it by itself). The API works.';

/** The built UI; every address that is not a file of it is a page of the app. Files are kept in memory, and read anew when they change. */
export function staticFiles(root: string): Handler {
  const cache = new Map<string, { key: string; file: StaticFile }>();

  async function load(path: string): Promise<StaticFile | null> {
    const full = await insideRoot(root, path);
    if (full === null) return null;
    const { mtimeMs, size } = await stat(full);
    const key = `${mtimeMs}-${size}`;
    const cached = cache.get(full);
    if (cached?.key === key) return cached.file;
    const file: StaticFile = { body: await readFile(full), etag: `"${key}"`, compressed: {} };
    cache.set(full, { key, file });
    return file;
  }

  return async (context) => {
    if (context.req.method !== 'GET' && context.req.method !== 'HEAD') {
      return refusal(context, 404, 'NOT_FOUND', 'There is nothing at this address.');
    }
    const path = decodedPath(context.req.path);
    if (path === null) return refusal(context, 400, 'BAD_REQUEST', 'The address is not well-formed.');
    const file = path === '/' ? null : await load(path);
    if (file) return send(context, path, file);
    // What looks like a file and is none must not come as a page: a browser would take the page for a script.
    if (extname(path) !== '') return refusal(context, 404, 'NOT_FOUND', 'There is no such file.');
    const index = await load('/index.html');
    return index ? send(context, '/index.html', index) : context.text(notBuilt, 503);
  };
}

async function send(context: Context, path: string, file: StaticFile): Promise<Response> {
  const type = fileTypes[extname(path).toLowerCase()] ?? 'application/octet-stream';
  context.header('Content-Type', type);
  context.header('Cache-Control', hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
  context.header('ETag', file.etag);
  if (context.req.header('if-none-match') === file.etag) return context.body(null, 304);
  if (!compressible.test(type) || file.body.length < 1024) return context.body(file.body);
  context.header('Vary', 'Accept-Encoding');
  const encoding = acceptedEncoding(context.req.header('accept-encoding') ?? '');
  if (encoding === null) return context.body(file.body);
  file.compressed[encoding] ??= compress(file.body, encoding);
  context.header('Content-Encoding', encoding);
  return context.body(await file.compressed[encoding]);
}

function acceptedEncoding(header: string): Encoding | null {
  const accepted = header.split(',').map((part) => part.trim().replace(/\s*;\s*/g, ';'));
  const takes = (name: string) =>
    accepted.some((part) => part === name || (part.startsWith(`${name};q=`) && !/;q=0(\.0*)?$/.test(part)));
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : null;
}

async function compress(body: Buffer, encoding: Encoding): Promise<Buffer<ArrayBuffer>> {
  if (encoding === 'gzip') return promisify(gzip)(body);
  // Quality 6: a tenth of the time of the best, for a few percent of the size.
  return promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } });
}

function decodedPath(path: string): string | null {
  try {
    const decoded = decodeURIComponent(path);
    return /[\0\\]/.test(decoded) || decoded.split('/').includes('..') ? null : decoded;
  } catch {
    return null;
  }
}

/** The real path of a file below `root`; null when there is none, or a link leads out. */
async function insideRoot(root: string, path: string): Promise<string | null> {
  try {
    const [base, full] = await Promise.all([realpath(root), realpath(join(root, path))]);
    return full.startsWith(base + sep) && (await stat(full)).isFile() ? full : null;
  } catch {
    return null;
  }
}
