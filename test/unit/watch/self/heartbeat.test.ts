import { describe, expect, it } from 'vitest';
import { startHeartbeat } from '../../../../core/watch/self/heartbeat.ts';
import { aMonitorHealth } from '../../../support/fakeMonitor.ts';
import { ManualClock } from '../../../support/manualClock.ts';
import { recordingLog } from '../../../support/recordingLog.ts';

function beating(tells: (() => string | null)[]) {
  const clock = new ManualClock();
  const log = recordingLog();
  let listener: (() => void) | null = null;
  let health = aMonitorHealth();
  let cycle = 0;
  let told = 0;
  const heartbeat = startHeartbeat({
    monitor: {
      subscribe(tell) {
        listener = () => tell({ kind: 'health' });
        return () => {
          listener = null;
        };
      },
      health: () => health,
    },
    tell: tells.map((tell) => async () => {
      told++;
      return tell();
    }),
    ...{ everyMs: 60_000, clock, log },
  });
  return {
    heartbeat,
    log,
    told: () => told,
    hears: () => listener !== null,
    /** A check that ended `afterMs` after the one before. */
    async checked(afterMs: number, status: 'live' | 'late' | 'blind' = 'live') {
      await clock.advance(afterMs);
      const startedAt = new Date(Date.parse('2026-03-10T12:00:00.000Z') + ++cycle * 1000).toISOString();
      health = aMonitorHealth({ status, lastCycle: { startedAt, durationMs: 1, error: null } });
      listener?.();
      listener?.();
      await clock.advance(0);
    },
  };
}

describe('the sign of life', () => {
  it('is given after a check, and then once in its time', async () => {
    const { checked, told } = beating([() => null]);
    await checked(0);
    expect(told()).toBe(1);
    await checked(30_000);
    expect(told()).toBe(1);
    await checked(30_000);
    expect(told()).toBe(2);
  });

  it('stays away while the watch is late or blind', async () => {
    const { checked, told } = beating([() => null]);
    await checked(0, 'blind');
    await checked(60_000, 'late');
    expect(told()).toBe(0);
    await checked(60_000);
    expect(told()).toBe(1);
  });

  it('goes to each place for itself, and what failed is said once until it works again', async () => {
    let problem: string | null = 'The heartbeat was answered with status 500; check its address.';
    const { checked, told, heartbeat, log } = beating([() => problem, () => null]);
    await checked(0);
    await checked(60_000);
    expect(told()).toBe(4);
    expect(heartbeat.problem()).toBe(problem);
    expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    problem = null;
    await checked(60_000);
    expect(heartbeat.problem()).toBeNull();
  });

  it('ends with the watch', async () => {
    const { heartbeat, hears } = beating([() => null]);
    await heartbeat.stop();
    expect(hears()).toBe(false);
  });
});
