import { chmodSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { failed, ok, type Result } from '../../../shared/problem.ts';

/** Where this account's Watchkeeper lives: `WATCHKEEPER_HOME`, else the folder the desktop app uses on this system too. */
export function dataFolderPath(
  home: string | null,
  system: { platform: NodeJS.Platform; env: Record<string, string | undefined>; homedir: string },
): string {
  if (home !== null) return resolve(home);
  const { platform, env, homedir } = system;
  if (platform === 'win32') return join(env.APPDATA || join(homedir, 'AppData', 'Roaming'), 'Watchkeeper');
  if (platform === 'darwin') return join(homedir, 'Library', 'Application Support', 'Watchkeeper');
  return join(env.XDG_CONFIG_HOME || join(homedir, '.config'), 'watchkeeper');
}

/** Makes the folder where it is missing, for this account alone (0700). */
export function openDataFolder(folder: string): Result<string> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    return failed(
      'storage',
      `Watchkeeper cannot use the folder ${folder}: ${reasonOf(cause)}. Choose another with WATCHKEEPER_HOME.`,
      false,
    );
  }
  try {
    chmodSync(folder, 0o700);
  } catch {
    // A folder of somebody else that this account may write to, or a file system without modes: usable, if less private.
  }
  return ok(folder);
}

const reasons: Record<string, string> = {
  EACCES: 'this account may not write there',
  EPERM: 'this account may not write there',
  EROFS: 'it is on a read-only file system',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'part of the path is a file',
  EEXIST: 'there is a file of that name',
  EISDIR: 'there is a folder of that name',
  ENOENT: 'the folder is gone',
};

/** A file system error in words that continue "…: ". */
export function reasonOf(cause: unknown): string {
  const code = (cause as NodeJS.ErrnoException | null)?.code ?? '';
  return reasons[code] ?? (code === '' ? 'unknown error' : `error ${code}`);
}
