import { zipFiles } from '../../core/adapters/files/zipFiles.ts';
import type { DiagnosticsDesk } from '../../core/diagnostics/diagnosticsDesk.ts';

/** Nothing cools down, nothing waits, nothing was logged. */
export function aDiagnosticsDesk(overrides: Partial<DiagnosticsDesk> = {}): DiagnosticsDesk {
  return {
    system: { platform: 'linux', arch: 'x64', release: '6.8.0' },
    timeZone: 'UTC',
    logging: { debug: false, attempts: false },
    variables: [],
    popUps: () => ({ state: 'nobody', explanation: 'No page that shows pop-ups is open, so none are decided on.' }),
    database: () => ({ schemaVersion: 1, sizeBytes: 4096, alerts: 0 }),
    records: () => ({ cooldowns: { items: [], more: 0 }, outbox: [] }),
    folderBytes: async () => 4096,
    newestLogs: async () => [],
    redact: (text) => text,
    zip: zipFiles,
    ...overrides,
  };
}
