import type { ClickHouseFacts, Diagnostics } from '../../shared/diagnostics.ts';
import type { Health } from '../../shared/health.ts';
import { StorageError } from '../alerts/storageError.ts';
import type { ConnectionDesk, HostInfo } from '../api/hostPorts.ts';
import type { Clock } from '../clock.ts';
import { withDeadline } from '../deadline.ts';
import type { SettingsService } from '../settings/settingsService.ts';
import type { DiagnosticRecords, DiagnosticsDesk } from './diagnosticsDesk.ts';
import { countOwnRules, thresholdsInForce } from './thresholdsInForce.ts';

export interface DiagnosticsSources {
  diagnostics: DiagnosticsDesk;
  settings: Pick<SettingsService, 'view' | 'notices'>;
  connection: Pick<ConnectionDesk, 'facts' | 'tables'>;
  host: HostInfo;
  health(): Health;
  clock: Clock;
}

/** Who asks for diagnostics often does so because ClickHouse does not answer. */
const clickHouseDeadlineMs = 2000;

/** One picture of everything that somebody needs who is to help; answers also while ClickHouse or the disk do not. */
export async function describeDiagnostics(sources: DiagnosticsSources, signal: AbortSignal): Promise<Diagnostics> {
  const { diagnostics: desk, host, clock } = sources;
  const { settings, overrides, secrets, secretBackend } = sources.settings.view();
  const [clickhouse, dataFolderBytes] = await Promise.all([askClickHouse(sources, signal), desk.folderBytes()]);
  const health = sources.health();
  const records = onDisk(() => desk.records(settings.notifications.deduplicationMinutes * 60_000)) ?? nothing;
  return {
    generatedAt: new Date(clock.now()).toISOString(),
    health,
    versions: host.versions,
    system: desk.system,
    timeZone: desk.timeZone,
    clickhouse,
    dataFolder: host.dataFolder,
    dataFolderBytes,
    database: onDisk(() => desk.database()),
    settings,
    overrides,
    settingsProblems: sources.settings.notices().map(({ message }) => message),
    secretBackend,
    secrets: Object.entries(secrets).map(([name, { from }]) => ({ name, from })),
    popUps: desk.popUps(),
    logging: desk.logging,
    thresholds: thresholdsInForce(settings, overrides),
    ownRules: countOwnRules(settings.metrics),
    ...records,
    breakers: health.receivers
      .filter(({ status }) => status === 'broken')
      .map(({ name, brokenSince, retryAt, lastError }) => ({
        receiver: name,
        since: brokenSince ?? health.statusSince,
        retryAt: retryAt ?? null,
        reason: lastError,
      })),
  };
}

const nothing: DiagnosticRecords = { cooldowns: { items: [], more: 0 }, outbox: [] };

async function askClickHouse(
  { connection, clock }: DiagnosticsSources,
  signal: AbortSignal,
): Promise<ClickHouseFacts | null> {
  const answer = await withDeadline(clock, clickHouseDeadlineMs, signal, (limited) => connection.facts(limited));
  if (answer.kind === 'done') return answer.value;
  return { version: null, clockSkewMs: null, problem: 'ClickHouse did not answer within 2 s.' };
}

/** Null where the disk refuses, which the health says already. */
function onDisk<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof StorageError) return null;
    throw error;
  }
}
