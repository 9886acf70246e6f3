import { expect, it } from 'vitest';
import { StorageError } from '../../../../core/alerts/storageError.ts';
import { keepTray } from '../../../../electron/tray/keepTray.ts';
import type { TrayFacts } from '../../../../electron/tray/trayFacts.ts';
import type { Health } from '../../../../shared/health.ts';
import { anAlert } from '../../../support/builders.ts';
import { aHostInfo } from '../../../support/fakeApiPorts.ts';
import { aMonitorHealth, FakeMonitor } from '../../../support/fakeMonitor.ts';
import { ManualClock } from '../../../support/manualClock.ts';
import { recordingLog } from '../../../support/recordingLog.ts';

function aKeptTray() {
  const clock = new ManualClock();
  const monitor = new FakeMonitor();
  const shown: TrayFacts[] = [];
  const state = { health: aHealth('live'), fails: false, critical: 0, reads: 0 };
  const stop = keepTray({
    monitor,
    clock,
    book: {
      glance() {
        state.reads++;
        if (state.fails) throw new StorageError({ code: 'storage', retryable: true, message: 'The disk is full.' });
        return { unacknowledged: { critical: state.critical, high: 0, medium: 0, low: 0 }, newest: [anAlert()] };
      },
    },
    health: () => state.health,
    currency: () => 'EUR',
    show: (facts) => shown.push(facts),
    log: recordingLog(),
  });
  return { clock, monitor, shown, state, stop, last: () => shown.at(-1) };
}

function aHealth(status: Health['status']): Health {
  return { ...aMonitorHealth({ status }), ...aHostInfo, demo: false, unencrypted: false, notices: [] };
}

it('shows what is known at once, without waiting for a change', async () => {
  const { clock, last, stop } = aKeptTray();
  await clock.advance(0);
  expect(last()).toMatchObject({ health: { status: 'live' }, unacknowledged: { critical: 0 }, currency: 'EUR' });
  stop();
});

it('reads the book once for the many changes of a cycle', async () => {
  const { clock, monitor, state, last, stop } = aKeptTray();
  await clock.advance(1000);
  const before = state.reads;
  state.critical = 2;
  for (let change = 0; change < 50; change++) monitor.emit({ kind: 'health' });
  await clock.advance(1000);
  expect(state.reads - before).toBe(1);
  expect(last()?.unacknowledged.critical).toBe(2);
  stop();
});

it('tells that the watch is blind although the book cannot be read, with the numbers of before', async () => {
  const { clock, monitor, state, last, stop } = aKeptTray();
  state.critical = 3;
  await clock.advance(1000);
  Object.assign(state, { fails: true, health: aHealth('blind') });
  monitor.emit({ kind: 'health' });
  await clock.advance(1000);
  expect(last()).toMatchObject({ health: { status: 'blind' }, unacknowledged: { critical: 3 } });
  stop();
});

it('draws nothing more once it has ended', async () => {
  const { clock, monitor, shown, stop } = aKeptTray();
  await clock.advance(1000);
  monitor.emit({ kind: 'health' });
  stop();
  const count = shown.length;
  monitor.emit({ kind: 'health' });
  await clock.advance(1000);
  expect(shown).toHaveLength(count);
  expect(clock.pendingTimers).toBe(0);
});
