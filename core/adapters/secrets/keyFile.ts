import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFileAtomic } from '../files/writeFileAtomic.ts';

/** The 32-byte key in a file, or null when there is none or it is damaged. */
export function readKeyFile(path: string): Buffer | null {
  try {
    const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
    return key.length === 32 ? key : null;
  } catch {
    return null;
  }
}

/** It is there and cannot be read just now: what it protects is not lost, and it must not be replaced. */
export function isKeyFileUnreadable(path: string): boolean {
  try {
    readFileSync(path);
    return false;
  } catch (cause) {
    return (cause as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

export async function makeKeyFile(path: string): Promise<Buffer> {
  const key = randomBytes(32);
  await writeFileAtomic(path, `${key.toString('base64')}\n`);
  return key;
}
