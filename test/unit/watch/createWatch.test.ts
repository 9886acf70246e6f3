import { describe, expect, it } from 'vitest';
import { createWatch, type WatchParts } from '../../../core/watch/createWatch.ts';
import type { SourceHealth } from '../../../shared/health.ts';
import { ok } from '../../../shared/problem.ts';
import { anAlert } from '../../support/builders.ts';
import { aConnectionDesk, aDeliveryDesk, aJobsDesk, aLearningDesk, aRuleDesk } from '../../support/fakeApiPorts.ts';
import { aMonitorHealth, FakeMonitor } from '../../support/fakeMonitor.ts';
import { recordingLog } from '../../support/recordingLog.ts';

function aWatch() {
  const made: { monitor: FakeMonitor; closed: boolean }[] = [];
  const order: string[] = [];
  const known: (readonly string[] | null)[] = [];
  const watch = createWatch((before): WatchParts => {
    known.push(before && [...before.sources]);
    const number = made.length;
    const monitor = new FakeMonitor();
    const parts = { monitor, closed: false };
    made.push(parts);
    order.push(`made ${number}`);
    monitor.stop = async () => {
      await Promise.resolve();
      monitor.stopped = true;
      order.push(`stopped ${number}`);
    };
    return {
      monitor,
      place: 'https://ch:8443 realtime',
      connection: aConnectionDesk({ schema: async () => ok({ statements: [], missing: [`of ${number}`] }) }),
      delivery: aDeliveryDesk(),
      rules: aRuleDesk(),
      jobs: aJobsDesk(),
      learning: aLearningDesk(),
      close: async () => {
        parts.closed = true;
        order.push(`closed ${number}`);
      },
    };
  }, recordingLog());
  return { watch, made, order, known };
}

const aSource = (name: 'engine' | 'jobs', status: SourceHealth['status']): SourceHealth => ({
  ...{ name, kind: name, status, lastSuccessAt: null, lastError: null, errorCode: null, latencyMs: null },
  ...{ newestRowAt: null, skippedRows: 0, lastSkipped: null, note: null },
});

describe('the watch', () => {
  it('lets go of the old monitor before it makes the new one', async () => {
    const { watch, made, order } = aWatch();
    watch.start();
    await watch.rebuild();
    expect(order).toEqual(['made 0', 'stopped 0', 'closed 0', 'made 1']);
    expect(made.map(({ monitor }) => monitor.started)).toEqual([true, true]);
  });

  it('makes one after the other when settings change in quick succession', async () => {
    const { watch, order } = aWatch();
    watch.start();
    await Promise.all([watch.rebuild(), watch.rebuild()]);
    expect(order).toEqual(['made 0', 'stopped 0', 'closed 0', 'made 1', 'stopped 1', 'closed 1', 'made 2']);
  });

  it('does not start a monitor that is about to be replaced', async () => {
    const { watch, made } = aWatch();
    const rebuilt = watch.rebuild();
    watch.start();
    await rebuilt;
    await watch.runCycle('manual');
    expect(made.map(({ monitor }) => monitor.started)).toEqual([false, true]);
  });

  it('keeps its subscribers and its connection desk over a rebuild', async () => {
    const { watch, made } = aWatch();
    const { connection } = watch;
    const told: string[] = [];
    const unsubscribe = watch.subscribe((change) => told.push(change.kind));
    watch.start();
    await watch.rebuild();
    const signal = new AbortController().signal;
    expect(await connection.schema(signal)).toMatchObject({ value: { missing: ['of 1'] } });
    made[0]?.monitor.emit({ kind: 'alerts', alerts: [anAlert()], newIds: [] });
    made[1]?.monitor.emit({ kind: 'alerts', alerts: [anAlert()], newIds: [] });
    expect(told).toEqual(['health', 'alerts']);
    unsubscribe();
    made[1]?.monitor.emit({ kind: 'health' });
    expect(told).toHaveLength(2);
  });

  it('asks and tells the monitor that is being made, not the one that leaves', async () => {
    const { watch, made } = aWatch();
    const told: string[] = [];
    watch.subscribe((change) => told.push(change.kind));
    watch.start();
    made[0]?.monitor.testResults.set('slack', { ok: true });
    void watch.rebuild();
    const schema = watch.connection.schema(new AbortController().signal);
    const tested = watch.testReceiver('slack');
    watch.alertsChanged([anAlert()]);
    expect(await schema).toMatchObject({ value: { missing: ['of 1'] } });
    expect(await tested).toBeNull();
    expect(made.map(({ monitor }) => monitor.changed.length)).toEqual([0, 1]);
    expect(told).toEqual(['health', 'alerts']);
  });

  it('passes on what was read until now, though settings are saved again before anything is', async () => {
    const { watch, made, known } = aWatch();
    const say = (number: number, engine: 'ok' | 'starting') => {
      const monitor = made[number]?.monitor;
      if (monitor)
        monitor.current = aMonitorHealth({ sources: [aSource('engine', engine), aSource('jobs', 'failing')] });
    };
    watch.start();
    say(0, 'ok');
    await watch.rebuild();
    say(1, 'starting');
    await watch.rebuild();
    expect(known).toEqual([null, ['engine'], ['engine']]);
  });

  it('knows after a rebuild, too, that nobody is there', async () => {
    const { watch, made } = aWatch();
    watch.start();
    watch.setAway(true);
    await watch.rebuild();
    watch.setAway(false);
    await watch.rebuild();
    expect(made.map(({ monitor }) => monitor.away)).toEqual([[true], [true, false], []]);
  });

  it('passes a pause on to the monitor that runs', async () => {
    const { watch } = aWatch();
    watch.start();
    await watch.rebuild();
    expect(watch.pausePopUps(Date.parse('2026-03-10T12:30:00.000Z'))).toEqual(ok(null));
    expect(watch.health().popUpsPausedUntil).toBe('2026-03-10T12:30:00.000Z');
  });

  it('tells at once what people changed while nothing is being made', () => {
    const { watch, made } = aWatch();
    watch.alertsChanged([anAlert()]);
    expect(made[0]?.monitor.changed).toHaveLength(1);
  });

  it('stops for good, also in the middle of a rebuild', async () => {
    const { watch, made } = aWatch();
    watch.start();
    const rebuilt = watch.rebuild();
    await Promise.all([watch.stop(), rebuilt]);
    await watch.rebuild();
    await watch.runCycle('manual');
    expect(made.every(({ monitor, closed }) => monitor.stopped && closed)).toBe(true);
    expect(made.flatMap(({ monitor }) => monitor.cycles)).toEqual([]);
  });
});
