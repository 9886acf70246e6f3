import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { failed, ok, type Result } from '../../../shared/problem.ts';

export interface FolderLock {
  release(): void;
}

/**
 * Makes sure that only one Watchkeeper keeps a folder's alert book: two would send everything twice. Held through
 * SQLite's own file lock, which the system gives back when the process ends, however it ends; a file with a process id
 * would lock a person out after a crash. `waitMs`: patience with a Watchkeeper that is just leaving.
 */
export function lockFolder(folder: string, waitMs: number): Result<FolderLock> {
  const path = join(folder, 'watchkeeper.lock');
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path, { timeout: waitMs });
    chmodSync(path, 0o600);
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (cause) {
    database?.close();
    if ((cause as { errcode?: number }).errcode === 5) {
      return failed(
        'storage',
        `Another Watchkeeper is already running on ${folder}. Use that one, or give this one a folder of its own with WATCHKEEPER_HOME.`,
        false,
      );
    }
    return failed(
      'storage',
      `Watchkeeper cannot write in ${folder}. Check who owns it and whether the disk is full, or choose another folder with WATCHKEEPER_HOME.`,
      false,
    );
  }
  const held = database;
  return ok({ release: () => held.close() });
}
