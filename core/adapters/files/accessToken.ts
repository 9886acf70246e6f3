import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileAtomic } from './writeFileAtomic.ts';

/**
 * The token that opens this installation's pages: made once and kept, so that a restart does not sign anybody out.
 * Where it cannot be kept it holds for this run only.
 */
export async function accessToken(folder: string): Promise<string> {
  const path = join(folder, 'token');
  try {
    const kept = readFileSync(path, 'utf8').trim();
    if (/^[A-Za-z0-9_-]{32,}$/.test(kept)) return kept;
  } catch {
    // Not there yet, or not readable: a new one is made below.
  }
  const token = randomBytes(32).toString('base64url');
  await writeFileAtomic(path, `${token}\n`).catch(() => {});
  return token;
}
