import type { Diagnostics } from '../../../shared/diagnostics.ts';
import type { Fact } from './Facts.tsx';

const systems: Record<string, string> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };
const popUpWords: Record<Diagnostics['popUps']['state'], string> = {
  shown: 'Shown',
  nobody: 'Nobody there',
  refused: 'Refused by the system',
  off: 'Off',
};
const backendWords: Record<Diagnostics['secretBackend']['state'], string> = {
  ready: '',
  locked: ', locked',
  waiting: ', waits to be opened',
  memory: ', until the end of this run',
};

/** What this Watchkeeper is and stands on, one small fact each. */
export function diagnosticFacts(diagnostics: Diagnostics): Fact[] {
  const { versions, clickhouse, system, database, secretBackend, popUps, logging } = diagnostics;
  return [
    ...Object.entries(versions).map(([label, value]) => ({ label, value, code: true })),
    ...(clickhouse ? [{ label: 'ClickHouse', value: clickhouse.version ?? 'not known', code: true }] : []),
    ...(clickhouse ? [{ label: 'Clock of ClickHouse', value: skewWords(clickhouse.clockSkewMs) }] : []),
    { label: 'System', value: `${systems[system.platform] ?? system.platform} ${system.release}, ${system.arch}` },
    { label: 'Time zone', value: diagnostics.timeZone },
    { label: 'Data folder', value: diagnostics.dataFolder, code: true },
    { label: 'Size of it', value: formatBytes(diagnostics.dataFolderBytes) },
    ...(database
      ? [
          { label: 'Alerts kept', value: database.alerts },
          { label: 'Database', value: `${formatBytes(database.sizeBytes)}, version ${database.schemaVersion}` },
        ]
      : [{ label: 'Database', value: 'cannot be read' }]),
    {
      label: 'Secrets',
      value: `${secretBackend.name}${secretBackend.weak ? ' (weak)' : ''}${backendWords[secretBackend.state]}`,
      hint: secretBackend.explanation,
    },
    { label: 'Stored settings', value: diagnostics.settingsProblems.length === 0 ? 'OK' : 'See below' },
    { label: 'Pop-ups of this host', value: popUpWords[popUps.state], hint: popUps.explanation },
    { label: 'Log', value: logWords(logging) },
  ];
}

function skewWords(ms: number | null): string {
  if (ms === null) return 'not known';
  if (Math.abs(ms) < 1000) return 'the same';
  return `${(Math.abs(ms) / 1000).toFixed(1)} s ${ms > 0 ? 'ahead' : 'behind'}`;
}

function logWords({ debug, attempts }: Diagnostics['logging']): string {
  if (debug) return 'Every decision and attempt';
  return attempts ? 'Every attempt to send' : 'As usual';
}

function formatBytes(bytes: number | null): string {
  if (bytes === null) return 'not known';
  const megabytes = bytes / 1024 / 1024;
  return megabytes < 1 ? `${Math.ceil(bytes / 1024)} kB` : `${megabytes.toFixed(1)} MB`;
}
