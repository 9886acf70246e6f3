import { openStore } from '../../core/adapters/sqlite/openStore.ts';
import { createChangeFeed } from '../../core/api/changeFeed.ts';
import type { ApiPorts } from '../../core/api/createApi.ts';
import type { DeliveryDesk } from '../../core/api/deliveryHandlers.ts';
import { describeHealth } from '../../core/api/describeHealth.ts';
import type { ConnectionDesk, DemoPort, HostInfo } from '../../core/api/hostPorts.ts';
import type { Clock } from '../../core/clock.ts';
import { createSilenceDesk } from '../../core/notify/silences/silenceDesk.ts';
import { createBrowserDesk } from '../../server/browserDesk.ts';
import type { Alert } from '../../shared/alert.ts';
import { failed, ok } from '../../shared/problem.ts';
import { FakeMonitor } from './fakeMonitor.ts';
import { MemoryAlertBook } from './memoryAlertBook.ts';
import { memorySettings } from './memorySettings.ts';
import { recordingLog } from './recordingLog.ts';
import { successOf } from './successOf.ts';

export const aHostInfo: HostInfo = {
  version: '0.0.0-test',
  host: 'browser',
  startedAt: '2026-03-10T11:00:00.000Z',
  person: 'oncall',
  dataFolder: '/data',
  versions: { node: process.versions.node },
  notices: () => [],
};

export function aConnectionDesk(overrides: Partial<ConnectionDesk> = {}): ConnectionDesk {
  return {
    test: async () => ({ ok: true, code: null, message: 'It works.', steps: [] }),
    schema: async () => ok({ statements: ['CREATE TABLE t'], missing: ['events'] }),
    applySchema: async () => ok({ applied: ['events'] }),
    series: async () => failed('notConfigured', 'No ClickHouse is set up.', false),
    unencrypted: () => false,
    ...overrides,
  };
}

export function aDeliveryDesk(): DeliveryDesk {
  return {
    receivers: () => ok([]),
    simulate: () => failed('notConfigured', 'Nothing is simulated here.', false),
    replay: () => failed('notConfigured', 'Nothing is replayed here.', false),
  };
}

/** Everything the API stands on, in memory; with the parts that tests look into. */
export function fakeApiPorts(
  options: { clock: Clock; alerts?: Alert[]; demo?: DemoPort; epoch?: string } & Partial<
    Pick<ApiPorts, 'connection' | 'host'>
  >,
) {
  const { clock, demo = null, connection = aConnectionDesk(), host = aHostInfo } = options;
  const monitor = new FakeMonitor();
  const book = new MemoryAlertBook(options.alerts);
  const settings = memorySettings();
  const log = recordingLog();
  const store = successOf(openStore(':memory:', { clock, log }));
  let made = 0;
  const health = () =>
    describeHealth(monitor.health(), host, { demo: demo !== null, unencrypted: connection.unencrypted() });
  const feed = createChangeFeed({
    epoch: options.epoch ?? 'test',
    health,
    overview: () => book.overview(),
    demo: () => demo?.state() ?? null,
    popUps: () => [],
    clock,
    onFault: (error) => log.error('A change could not be told', { error }),
  });
  monitor.subscribe((change) => {
    if (change.kind === 'alerts') feed.alertsChanged(change.alerts, change.newIds);
    if (change.kind === 'health') feed.healthChanged();
  });
  const ports: ApiPorts = {
    monitor,
    book,
    describeDatabase: () => ({ schemaVersion: 1, sizeBytes: 4096, alerts: book.alerts.size }),
    settings: settings.service,
    connection,
    demo,
    host,
    hostDesk: createBrowserDesk(null),
    silences: createSilenceDesk({
      ...{ store, clock, newId: () => `silence-${++made}` },
      onChange: () => monitor.silencesChanged(),
    }),
    delivery: aDeliveryDesk(),
    records: {
      ledger: (query) => store.transaction((tx) => tx.outbox.ledger(query)),
      report: (from, to) => store.transaction((tx) => tx.reports.read({ from, to, timeZone: 'UTC' })),
    },
    popUps: { attend() {}, dismiss: (ids) => ids.length, shown: () => [] },
    health,
    feed,
    clock,
    log,
  };
  return { ports, monitor, book, settings, log, feed, store };
}
