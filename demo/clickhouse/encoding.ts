import type { Readable, Transform } from 'node:stream';
import { promisify } from 'node:util';
import zlib from 'node:zlib';

const decoders: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: () => zlib.createGunzip(),
  'x-gzip': () => zlib.createGunzip(),
  deflate: () => zlib.createInflate(),
  br: () => zlib.createBrotliDecompress(),
  zstd: () => zlib.createZstdDecompress(),
};

/** Undoes the request's `Content-Encoding`; `undefined` for one that is not known here. */
export function decoded(body: Readable, contentEncoding: string | undefined): Readable | undefined {
  const name = contentEncoding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity') return body;
  const decoder = decoders[name]?.();
  if (decoder === undefined) return undefined;
  body.once('error', (error) => decoder.destroy(error));
  return body.pipe(decoder);
}

interface Encoder {
  name: string;
  encode(body: Uint8Array): Promise<Buffer>;
  createStream(): Transform;
}

// Level 3 is ClickHouse's own default (http_zlib_compression_level); speed matters more than size on a loopback.
const level = { level: 3 };
const quality = { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 3 } };

const encoders: readonly Encoder[] = [
  {
    name: 'gzip',
    encode: (body) => promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.gzip)(body, level),
    createStream: () => zlib.createGzip(level),
  },
  {
    name: 'zstd',
    encode: (body) => promisify<Uint8Array, Buffer>(zlib.zstdCompress)(body),
    createStream: () => zlib.createZstdCompress(),
  },
  {
    name: 'br',
    encode: (body) => promisify<Uint8Array, zlib.BrotliOptions, Buffer>(zlib.brotliCompress)(body, quality),
    createStream: () => zlib.createBrotliCompress(quality),
  },
  {
    name: 'deflate',
    encode: (body) => promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.deflate)(body, level),
    createStream: () => zlib.createDeflate(level),
  },
];

/** The encoding for an answer whose client accepts these; `undefined` sends it as it is. */
export function encoderFor(acceptEncoding: string | undefined): Encoder | undefined {
  const accepted = (acceptEncoding ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
    .filter((part) => !/;\s*q=0(?:\.0*)?$/.test(part))
    .map((part) => part.split(';')[0]);
  return encoders.find(({ name }) => accepted.includes(name));
}
