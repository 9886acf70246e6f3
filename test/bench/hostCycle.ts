// `node test/bench/hostCycle.ts`: processor time that a cycle costs the host itself, beyond the queries, while many
// alerts are active: book, decisions, outbox, health, tray and badge. Nagstamon 3.10 took 2.1 s a poll at 10 000 alerts
// and 0.6 s at 1 000 on a like machine, with 224 and 139 MB resident.
import { join } from 'node:path';
import { openStore } from '../../core/adapters/sqlite/openStore.ts';
import { systemClock } from '../../core/adapters/system/systemClock.ts';
import { createMonitor } from '../../core/monitor/createMonitor.ts';
import { badgeView } from '../../electron/tray/badgeView.ts';
import type { TrayFacts } from '../../electron/tray/trayFacts.ts';
import { trayView } from '../../electron/tray/trayView.ts';
import { Settings } from '../../shared/settings.ts';
import { aDelivery } from '../support/aDelivery.ts';
import { anObservation } from '../support/builders.ts';
import { aBatch, aReport, FakeSource } from '../support/fakeSource.ts';
import { RecordingFace } from '../support/recordingFace.ts';
import { recordingLog } from '../support/recordingLog.ts';
import { RecordingNotifier } from '../support/recordingNotifier.ts';
import { reportFigure } from '../support/reportFigure.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const nagstamonCpuMs: Record<number, number> = { 1000: 600, 10000: 2100 };
const targetCpuMs = 20;
const cycles = 51;
const changedAtOnce = 100;

for (const alerts of [1000, 10_000]) await measure(alerts);

async function measure(alerts: number): Promise<void> {
  await using folder = await temporaryFolder();
  const log = recordingLog();
  const clock = systemClock;
  const opened = openStore(join(folder.path, 'watchkeeper.db'), { clock, log });
  if (!opened.ok) throw new Error(opened.error.message);
  const store = opened.value;
  const source = new FakeSource({ name: 'anomalies', kind: 'anomalies' });
  const monitor = createMonitor({
    sources: [source],
    store,
    receivers: [{ name: 'slack', notifier: new RecordingNotifier() }],
    delivery: { settings: aDelivery(), timeZone: 'UTC' },
    pageUrl: () => null,
    policy: {
      ...{ intervalMs: 3_600_000, sourceDeadlineMs: 10_000, deduplicationMs: 900_000, repeatMs: null, remindMs: null },
      ...{ minSeverity: 'critical', currency: 'USD' },
    },
    links: () => ({ dashboardUrl: null, acknowledgeUrl: null }),
    acknowledgementSync: null,
    popUps: { face: new RecordingFace(), settings: Settings.parse({}).popUps, timeZone: 'UTC' },
    ...{ clock, random: Math.random, log },
  });

  const rows = (from: number, count: number) => {
    const now = clock.now();
    const found = Array.from({ length: count }, (_, index) =>
      anObservation({ source: 'anomalies', labels: { shop: `shop-${from + index}` }, windowStart: now }),
    );
    source.next(aReport({ batches: [aBatch(now, found, { source: 'anomalies', completeness: 'rows' })] }));
  };
  /** What the desktop host does with a cycle. */
  const draw = () => {
    const facts = { health: monitor.health(), ...store.book.glance(5), currency: 'USD' } as TrayFacts;
    trayView(facts, clock.now());
    badgeView(facts, clock.now());
  };
  /** Median of some cycles, ms of processor time. */
  const costOf = async (prepare: (cycle: number) => void) => {
    const costs: number[] = [];
    for (let cycle = 0; cycle < cycles; cycle++) {
      prepare(cycle);
      const before = process.cpuUsage();
      await monitor.runCycle('manual');
      draw();
      const { user, system } = process.cpuUsage(before);
      costs.push((user + system) / 1000);
    }
    return costs.sort((one, other) => one - other)[Math.floor(cycles / 2)] ?? Number.NaN;
  };

  monitor.start();
  await monitor.runCycle('manual');
  rows(0, alerts);
  const before = process.cpuUsage();
  await monitor.runCycle('manual');
  const { user, system } = process.cpuUsage(before);
  const quietMs = await costOf(() => {});
  const changingMs = await costOf((cycle) => rows((cycle * changedAtOnce) % alerts, changedAtOnce));
  reportFigure('hostCycle', {
    alerts,
    active: store.book.glance(1).unacknowledged.high,
    firstCpuMs: (user + system) / 1000,
    quietCpuMs: quietMs,
    changed: changedAtOnce,
    changingCpuMs: changingMs,
    targetCpuMs,
    nagstamonCpuMs: nagstamonCpuMs[alerts] ?? 0,
    ratioToNagstamon: quietMs / (nagstamonCpuMs[alerts] ?? Number.NaN),
    residentMb: process.memoryUsage.rss() / 1024 / 1024,
  });
  await monitor.stop();
  store.close();
}
