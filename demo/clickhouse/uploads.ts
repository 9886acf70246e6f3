import { createWriteStream, writeFile } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';

export interface Upload {
  /** As SQL names it: relative to the working directory, without characters that mean something in a glob or a string. */
  path: string;
  remove(): Promise<void>;
}

export interface Uploads {
  /** Writes the rows to a file; `undefined` where they are more than the limit. */
  store(rows: AsyncIterator<Uint8Array>): Promise<Upload | undefined>;
}

/** Rows up to here are written at once, which costs half of what a stream does. */
const smallBytes = 256 * 1024;

/**
 * Files that hold an INSERT's rows until the engine has read them. They lie in a folder below the working directory,
 * because the engine takes a path in SQL for a glob and the folder's full name is not ours to choose.
 */
export async function openUploads(folder: string, maxBytes: number): Promise<Uploads> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  let count = 0;

  return {
    async store(rows) {
      count += 1;
      const path = `${folder}/${count}`;
      const remove = () => rm(path, { force: true });
      const start = await upTo(smallBytes, rows);
      if (start.complete) {
        await promisify(writeFile)(path, Buffer.concat(start.chunks));
        return { path, remove };
      }
      let size = 0;
      async function* all(): AsyncGenerator<Uint8Array> {
        yield* start.chunks;
        for (let next = await rows.next(); !next.done; next = await rows.next()) {
          size += next.value.length;
          if (size > maxBytes) return;
          yield next.value;
        }
      }
      try {
        await pipeline(Readable.from(all(), { objectMode: false }), createWriteStream(path));
      } catch (error) {
        await remove();
        throw error;
      }
      if (size <= maxBytes) return { path, remove };
      await remove();
      return undefined;
    },
  };
}

async function upTo(
  bytes: number,
  rows: AsyncIterator<Uint8Array>,
): Promise<{ chunks: Uint8Array[]; complete: boolean }> {
  const chunks: Uint8Array[] = [];
  for (let size = 0; size < bytes; ) {
    const next = await rows.next();
    if (next.done) return { chunks, complete: true };
    chunks.push(next.value);
    size += next.value.length;
  }
  return { chunks, complete: false };
}
