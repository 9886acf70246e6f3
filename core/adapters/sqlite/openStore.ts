import { chmodSync, closeSync, existsSync, openSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Health } from '../../../shared/health.ts';
import { failed, ok, type Result } from '../../../shared/problem.ts';
import type { AlertBook } from '../../alerts/alertBook.ts';
import { StorageError } from '../../alerts/storageError.ts';
import type { Clock } from '../../clock.ts';
import type { DiagnosticRecords } from '../../diagnostics/diagnosticsDesk.ts';
import type { Log } from '../../log.ts';
import type { MonitorStore, StoreTransaction } from '../../monitor/monitorStore.ts';
import { migrate, schemaVersion, versionOf } from './migrations.ts';
import { createSqliteAcknowledgementQueue } from './sqliteAcknowledgementQueue.ts';
import { createSqliteAdjustments } from './sqliteAdjustments.ts';
import { createSqliteAlertBook } from './sqliteAlertBook.ts';
import { createSqliteAlertRecords } from './sqliteAlertRecords.ts';
import { createSqliteCursors } from './sqliteCursors.ts';
import { createSqliteFeedbackQueue } from './sqliteFeedbackQueue.ts';
import { inspectRecords } from './sqliteInspection.ts';
import { createSqliteLearnedStates } from './sqliteLearnedStates.ts';
import { createSqliteOutbox } from './sqliteOutbox.ts';
import { createSqliteReports } from './sqliteReports.ts';
import { createSqliteSilences } from './sqliteSilences.ts';
import { createSqliteStandingPopUps } from './sqliteStandingPopUps.ts';
import { createStatements } from './statements.ts';
import { primaryCode, storageProblem } from './storageProblem.ts';

export interface Store extends MonitorStore {
  /** Its methods throw `StorageError` when the disk refuses. */
  book: AlertBook;
  /** What the user should know about the file, e.g. that a damaged one was kept aside. */
  notices: Health['notices'];
  /** @throws {StorageError} when the disk refuses. */
  describe(): { schemaVersion: number; sizeBytes: number; alerts: number };
  /** @throws {StorageError} when the disk refuses. */
  inspect(deduplicationMs: number): DiagnosticRecords;
  close(): void;
}

interface StoreOptions {
  clock: Clock;
  log: Log;
  /** Largest size of the file in pages of 4 KB; tests make a small disk with it. */
  maxPages?: number;
}

const inMemory = ':memory:';
const sqliteCorrupt = 11;
const sqliteNotADatabase = 26;
/** Enough for the indexes of 100,000 alerts; SQLite's 2 MB make every list read the file again. */
const cacheKb = 16_000;
/**
 * How long the WAL grows before its pages are copied into the file, in pages: 16 MB. A cycle with a hundred changes writes
 * 500 pages, many of them the same ones again; at SQLite's 1000 every second cycle would copy them.
 */
const checkpointPages = 4000;
/** How long to wait for a Watchkeeper that is just leaving the same folder. */
const busyMs = 3000;

/** Opens `watchkeeper.db`, makes it when there is none, brings an older one up to date. `:memory:` keeps nothing. */
export function openStore(path: string, options: StoreOptions): Result<Store> {
  const { clock, log } = options;
  try {
    return openWhole(path, options, []);
  } catch (error) {
    const code = primaryCode(error);
    if (code !== sqliteCorrupt && code !== sqliteNotADatabase) return openFailure(error, path);
    log.error('The database is damaged and is kept aside; a new one is begun.', { path, error });
  }
  try {
    const aside = keepAside(path, clock.now());
    const message = `The database was damaged. It is kept as ${aside}, and a new, empty one is in use: acknowledgements and history of before are not shown.`;
    return openWhole(path, options, [{ code: 'databaseDamaged', severity: 'error', message }]);
  } catch (error) {
    return openFailure(error, path);
  }
}

function openFailure(error: unknown, path: string): Result<Store> {
  const problem = storageProblem(error, path);
  if (problem) return { ok: false, error: problem };
  // Node's own errors of the file system: EACCES, EROFS, ENOENT, ENOSPC …
  if (error instanceof Error && 'syscall' in error && 'code' in error) {
    const message = `The database ${path} could not be opened (${error.code}). Alerts can not be kept. Check that the folder ${dirname(path)} exists and may be written.`;
    return failed('storage', message);
  }
  throw error;
}

function openWhole(path: string, { clock, log, maxPages }: StoreOptions, notices: Health['notices']): Result<Store> {
  if (path !== inMemory) {
    // Made before SQLite sees it: its WAL file takes over the mode of the database file.
    closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
  }
  const database = new DatabaseSync(path, { timeout: busyMs, enableForeignKeyConstraints: true });
  try {
    // One Watchkeeper to a file: two would send every message twice.
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    database.exec(`PRAGMA cache_size = -${cacheKb}`);
    database.exec(`PRAGMA wal_autocheckpoint = ${checkpointPages}`);
    if (maxPages !== undefined) database.exec(`PRAGMA max_page_count = ${maxPages}`);
    const version = versionOf(database);
    if (version > schemaVersion) {
      database.close();
      const message = `The database ${path} was written by a newer Watchkeeper (version ${version}, this one knows ${schemaVersion}). It was left as it is and no alerts are kept. Install the newer Watchkeeper, or move the file away to begin anew.`;
      return failed('storage', message, false);
    }
    const check = database.prepare('PRAGMA quick_check(1)').get()?.quick_check;
    if (check !== 'ok') throw Object.assign(new Error(`quick_check: ${check}`), { errcode: sqliteCorrupt });
    migrate(database);
    return ok(storeOver(database, path, notices, { clock, log }));
  } catch (error) {
    if (database.isOpen) database.close();
    throw error;
  }
}

function storeOver(
  database: DatabaseSync,
  path: string,
  notices: Health['notices'],
  { clock, log }: Pick<StoreOptions, 'clock' | 'log'>,
): Store {
  const sql = createStatements(database);
  const tx: StoreTransaction = {
    alerts: createSqliteAlertRecords(sql),
    outbox: createSqliteOutbox(sql),
    cursors: createSqliteCursors(sql),
    learned: createSqliteLearnedStates(sql),
    acknowledgements: createSqliteAcknowledgementQueue(sql),
    feedback: createSqliteFeedbackQueue(sql),
    adjustments: createSqliteAdjustments(sql),
    popUps: createSqliteStandingPopUps(sql),
    silences: createSqliteSilences(sql),
    reports: createSqliteReports(sql),
    attempt(work) {
      database.exec('SAVEPOINT attempt');
      try {
        const value = work();
        database.exec('RELEASE attempt');
        return { ok: true, value };
      } catch (error) {
        if (storageProblem(error, path)) throw error;
        database.exec('ROLLBACK TO attempt; RELEASE attempt');
        return { ok: false, error };
      }
    },
  };

  function transaction<T>(work: (tx: StoreTransaction) => T): Result<T> {
    try {
      sql('BEGIN IMMEDIATE').run();
      const value = work(tx);
      sql('COMMIT').run();
      return ok(value);
    } catch (error) {
      rollBack();
      const problem = storageProblem(error, path);
      if (problem === null) throw error;
      return { ok: false, error: problem };
    }
  }

  // A full disk rolls back by itself; then there is nothing left to roll back.
  function rollBack(): void {
    try {
      if (database.isTransaction) database.exec('ROLLBACK');
    } catch (error) {
      log.error('A transaction could not be rolled back.', { error });
    }
  }

  return {
    transaction,
    book: createSqliteAlertBook(database, sql, transaction, clock),
    notices,
    describe() {
      const counted = transaction(() => Number(sql('SELECT count(*) AS n FROM alerts').get()?.n ?? 0));
      if (!counted.ok) throw new StorageError(counted.error);
      const sizeBytes = path === inMemory ? 0 : sizeOf(path) + sizeOf(`${path}-wal`);
      return { schemaVersion, sizeBytes, alerts: counted.value };
    },
    inspect(deduplicationMs) {
      const inspected = transaction(() => inspectRecords(sql, clock.now(), deduplicationMs));
      if (!inspected.ok) throw new StorageError(inspected.error);
      return inspected.value;
    },
    close: () => database.close(),
  };
}

const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0);

/** Moves the damaged file and what belongs to it out of the way; nothing is deleted. Returns the new name. */
function keepAside(path: string, now: number): string {
  const stamp = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
  const aside = `${path}.damaged-${stamp}`;
  renameSync(path, aside);
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(`${path}${suffix}`)) renameSync(`${path}${suffix}`, `${aside}${suffix}`);
  }
  return aside;
}
