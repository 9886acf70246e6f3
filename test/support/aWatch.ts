import { openStore, type Store } from '../../core/adapters/sqlite/openStore.ts';
import { createMonitor, type MonitorDependencies } from '../../core/monitor/createMonitor.ts';
import type { Monitor, MonitorChange } from '../../core/monitor/monitor.ts';
import { aDelivery } from './aDelivery.ts';
import { FakeSource } from './fakeSource.ts';
import { ManualClock } from './manualClock.ts';
import { type RecordingLog, recordingLog } from './recordingLog.ts';
import { RecordingNotifier } from './recordingNotifier.ts';

type Dependencies = Omit<MonitorDependencies, 'store' | 'clock'>;

export interface AWatch {
  monitor: Monitor;
  store: Store;
  clock: ManualClock;
  engine: FakeSource;
  slack: RecordingNotifier;
  changes: MonitorChange[];
  log: RecordingLog;
  /** Runs one cycle and lets what it sets off settle. */
  cycle(): Promise<void>;
  /** The same store under a new monitor, as after a change of settings. */
  again(overrides?: Partial<Dependencies>): AWatch;
}

export const minutes = (count: number) => count * 60_000;

/** A monitor over fakes and a database in memory, on a clock that stands still. */
export function aWatch(overrides: Partial<Dependencies> & { store?: Store; clock?: ManualClock } = {}): AWatch {
  const clock = overrides.clock ?? new ManualClock();
  const log = recordingLog();
  const opened = overrides.store ? null : openStore(':memory:', { clock, log });
  if (opened && !opened.ok) throw new Error(opened.error.message);
  const store = overrides.store ?? opened?.value;
  if (!store) throw new Error('no store');
  const engine = new FakeSource();
  const slack = new RecordingNotifier();
  const changes: MonitorChange[] = [];
  const dependencies: MonitorDependencies = {
    sources: [engine],
    receivers: [{ name: 'slack', notifier: slack }],
    policy: {
      intervalMs: 30_000,
      sourceDeadlineMs: 10_000,
      minSeverity: 'high',
      deduplicationMs: minutes(15),
      repeatMs: minutes(60),
      remindMs: null,
      currency: 'USD',
    },
    delivery: { settings: aDelivery(), timeZone: 'UTC' },
    pageUrl: () => null,
    links: (id) => ({ dashboardUrl: `http://127.0.0.1:4780/alerts/${id}`, acknowledgeUrl: null }),
    acknowledgementSync: null,
    random: () => 0.5,
    log,
    ...overrides,
    store,
    clock,
  };
  const monitor = createMonitor(dependencies);
  monitor.subscribe((change) => changes.push(change));
  return {
    ...{ monitor, store, clock, engine, slack, changes, log },
    async cycle() {
      await monitor.runCycle('manual');
      await clock.advance(0);
    },
    again: (changed = {}) => aWatch({ ...overrides, ...changed, store, clock }),
  };
}
