import type { DatabaseSync } from 'node:sqlite';
import { version1 } from './versions/version1.ts';
import { version2 } from './versions/version2.ts';
import { version3 } from './versions/version3.ts';
import { version4 } from './versions/version4.ts';
import { version5 } from './versions/version5.ts';
import { version6 } from './versions/version6.ts';
import { version7 } from './versions/version7.ts';

/** What `PRAGMA user_version` says once all is applied; one step for each version, never changed after a release. */
const steps: readonly string[] = [version1, version2, version3, version4, version5, version6, version7];

export const schemaVersion = steps.length;

/** The version a file was written by; 0 for a new one. */
export function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);
}

/** Brings an older or new file up to date; each step whole or not at all. */
export function migrate(database: DatabaseSync): void {
  for (let version = versionOf(database); version < steps.length; version++) {
    database.exec('BEGIN IMMEDIATE');
    try {
      database.exec(steps[version] ?? '');
      database.exec(`PRAGMA user_version = ${version + 1}`);
      database.exec('COMMIT');
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  }
}
