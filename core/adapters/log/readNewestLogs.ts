import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { logFilesOf } from './rotatingFile.ts';

/** The end of a log in whole lines, `maxBytes` of it over all its files, the newest file first. */
export async function readNewestLogs(path: string, maxBytes: number): Promise<{ name: string; text: string }[]> {
  const logs: { name: string; text: string }[] = [];
  let left = maxBytes;
  for (const file of logFilesOf(path)) {
    if (left <= 0) break;
    const text = await endOf(file, left);
    if (text === null || text === '') continue;
    left -= Buffer.byteLength(text);
    logs.push({ name: basename(file), text });
  }
  return logs;
}

/** Null where the file cannot be read: it may have been moved on meanwhile. */
async function endOf(file: string, maxBytes: number): Promise<string | null> {
  try {
    await using handle = await open(file);
    const { size } = await handle.stat();
    const start = Math.max(0, size - maxBytes);
    const buffer = Buffer.alloc(size - start);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
    const text = buffer.toString('utf8', 0, bytesRead);
    return start === 0 ? text : text.slice(text.indexOf('\n') + 1);
  } catch {
    return null;
  }
}
