import { arch, platform, release } from 'node:os';
import type { Diagnostics } from '../../shared/diagnostics.ts';
import { folderSize } from '../adapters/files/folderSize.ts';
import { zipFiles } from '../adapters/files/zipFiles.ts';
import { readNewestLogs } from '../adapters/log/readNewestLogs.ts';
import type { DiagnosticsDesk } from '../diagnostics/diagnosticsDesk.ts';
import type { Book } from './openBook.ts';
import type { Premises } from './openPremises.ts';

const mostLogBytes = 2_000_000;

/** The folder, the log and the database as diagnostics see them. */
export function hostDiagnostics(
  { dataFolder, environment }: Pick<Premises, 'dataFolder' | 'environment'>,
  { store, logPath, redact }: Pick<Book, 'store' | 'logPath' | 'redact'>,
  popUps: () => Diagnostics['popUps'],
): DiagnosticsDesk {
  return {
    system: { platform: platform(), arch: arch(), release: release() },
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    logging: { debug: environment.debug, attempts: environment.logAttempts },
    variables: environment.variables,
    popUps,
    database: () => store.describe(),
    records: (deduplicationMs) => store.inspect(deduplicationMs),
    folderBytes: () => folderSize(dataFolder),
    newestLogs: () => readNewestLogs(logPath, mostLogBytes),
    redact,
    zip: zipFiles,
  };
}
