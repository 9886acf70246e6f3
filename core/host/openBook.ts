import { join } from 'node:path';
import { openDataFolder } from '../adapters/files/dataFolder.ts';
import { lockFolder } from '../adapters/files/folderLock.ts';
import { forgetDemoBook } from '../adapters/files/forgetDemoBook.ts';
import { createPinoLog } from '../adapters/log/createPinoLog.ts';
import { createRedactor } from '../adapters/log/redact.ts';
import { openRotatingFile } from '../adapters/log/rotatingFile.ts';
import { openStore, type Store } from '../adapters/sqlite/openStore.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { type Opening, step } from './opening.ts';
import type { Premises } from './openPremises.ts';
import { createShutdown, type Shutdown } from './shutdown.ts';

/** The log, the alert book under its lock, and how all of it is undone. */
export interface Book {
  /** Where the book lies: the demo has one of its own. */
  folder: string;
  log: Log;
  /** Of the file that is written now; older ones lie beside it. */
  logPath: string;
  /** Takes secrets out of a text, as out of every line of the log. */
  redact: (text: string) => string;
  store: Store;
  shutdown: Shutdown;
}

interface BookOptions {
  withDemo: boolean;
  /** Throws away what an earlier demo left. */
  fresh: boolean;
  clock: Clock;
  /** Beside the passphrase: what must never appear in the log. */
  secretValues: () => string[];
  exit: (code: number) => void;
}

/** How long a Watchkeeper that is just leaving may take to let go of the book. */
const patienceMs = 3000;

/** From here on each step says how it is undone. */
export function openBook(premises: Premises, options: BookOptions): Opening<Book> {
  const { clock, fresh } = options;
  const { dataFolder, environment } = premises;
  const folder = options.withDemo ? join(dataFolder, 'demo') : dataFolder;
  const opened = openDataFolder(folder);
  if (!opened.ok) return step(opened);
  const lock = lockFolder(folder, patienceMs);
  if (!lock.ok) return step(lock);

  const logPath = join(dataFolder, 'logs', 'watchkeeper.log');
  const logFile = openRotatingFile(logPath, { now: () => clock.now() });
  const redact = createRedactor(() => [environment.passphrase ?? '', ...options.secretValues()]);
  const log = createPinoLog({
    file: logFile,
    terminal: process.stderr,
    debug: environment.debug,
    redact,
  });
  const shutdown = createShutdown(clock, options.exit, (error) =>
    log.error('A part did not end as it should', { error }),
  );
  shutdown.onStop(() => logFile.close());
  shutdown.onStop(() => lock.value.release());

  if (fresh) forgetDemoBook(folder);
  const store = openStore(join(folder, 'watchkeeper.db'), { clock, log: log.child('store') });
  if (!store.ok) return step(store);
  shutdown.onStop(() => store.value.close());
  return { ok: true, value: { folder, log, logPath, redact, store: store.value, shutdown } };
}
