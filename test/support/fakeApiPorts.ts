import { openStore } from '../../core/adapters/sqlite/openStore.ts';
import { createChangeFeed } from '../../core/api/changeFeed.ts';
import type { ApiPorts } from '../../core/api/createApi.ts';
import type { DeliveryDesk } from '../../core/api/deliveryHandlers.ts';
import { describeHealth } from '../../core/api/describeHealth.ts';
import type { ConnectionDesk, DemoPort, HostInfo, RuleDesk } from '../../core/api/hostPorts.ts';
import type { JobsDesk } from '../../core/api/jobsHandlers.ts';
import type { LearningDesk } from '../../core/api/learningHandlers.ts';
import type { Clock } from '../../core/clock.ts';
import { createLearnedRegistry } from '../../core/monitor/learnedRegistry.ts';
import { nothingLearned } from '../../core/monitor/learnedStates.ts';
import { createSilenceDesk } from '../../core/notify/silences/silenceDesk.ts';
import { createLearningDesk } from '../../core/watch/learningDesk.ts';
import { createRuleDesk } from '../../core/watch/ruleDesk.ts';
import { createBrowserDesk } from '../../server/browserDesk.ts';
import type { Alert } from '../../shared/alert.ts';
import { failed, ok } from '../../shared/problem.ts';
import { Settings } from '../../shared/settings.ts';
import { aDiagnosticsDesk } from './aDiagnosticsDesk.ts';
import { FakeMonitor } from './fakeMonitor.ts';
import { ManualClock } from './manualClock.ts';
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
    facts: async () => null,
    tables: async () => failed('notConfigured', 'No ClickHouse is set up.', false),
    ...overrides,
  };
}

export function aRuleDesk(): RuleDesk {
  return createRuleDesk({ connection: null, settings: Settings.parse({}), clock: new ManualClock() });
}

export function aDeliveryDesk(): DeliveryDesk {
  return {
    receivers: () => ok([]),
    simulate: () => failed('notConfigured', 'Nothing is simulated here.', false),
    replay: () => failed('notConfigured', 'Nothing is replayed here.', false),
    escalatesTo: () => [],
  };
}

export function aJobsDesk(): JobsDesk {
  return {
    list: async () => ok({ items: [], notSetUp: 'There are no job runs here.' }),
    runs: async () => ok([]),
  };
}

export function aLearningDesk(): LearningDesk {
  return createLearningDesk({
    learned: nothingLearned,
    ...{ registry: createLearnedRegistry(), source: null, settings: Settings.parse({}), timeZone: 'UTC' },
    adjustments: () => [],
    backtest: async ({ days }) => ({
      ...{
        from: aHostInfo.startedAt,
        to: aHostInfo.startedAt,
        windows: days * 288,
        draft: [],
        current: [],
        raised: [],
      },
      ...{ problem: 'Nothing is judged here.', note: null },
    }),
    why: async () => ({
      metric: null,
      unit: 'none',
      actual: null,
      expected: null,
      segments: [],
      sentence: null,
      note: null,
    }),
    clock: new ManualClock(),
  });
}

/** Everything the API stands on, in memory; with the parts that tests look into. */
export function fakeApiPorts(
  options: { clock: Clock; alerts?: Alert[]; demo?: DemoPort; epoch?: string } & Partial<
    Pick<ApiPorts, 'connection' | 'host' | 'jobs' | 'learning'>
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
    diagnostics: aDiagnosticsDesk({ records: (deduplicationMs) => store.inspect(deduplicationMs) }),
    settings: settings.service,
    connection,
    jobs: options.jobs ?? aJobsDesk(),
    demo,
    host,
    hostDesk: createBrowserDesk(null),
    silences: createSilenceDesk({
      ...{ store, clock, log, newId: () => `silence-${++made}` },
      onChange: () => monitor.silencesChanged(),
    }),
    delivery: aDeliveryDesk(),
    rules: aRuleDesk(),
    learning: options.learning ?? aLearningDesk(),
    feedback: book.feedbackDesk((alerts) => monitor.feedbackGiven(alerts)),
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
