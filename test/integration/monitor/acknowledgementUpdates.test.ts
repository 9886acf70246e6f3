import { afterEach, describe, expect, it } from 'vitest';
import type { MonitorPolicy } from '../../../core/monitor/monitorPolicy.ts';
import { minutes } from '../../support/aWatch.ts';
import { deliveryWatches } from '../../support/deliveryWatch.ts';

const watches = deliveryWatches();
afterEach(() => watches.end());

const both = { receivers: ['slack-bot', 'email'], hears: ['slack-bot'] };

describe('an acknowledgement', () => {
  it('is told at once where what was said can be brought up to date, and nowhere else', async () => {
    const watch = await watches.live(both);
    await watch.window(['traffic_drop', 'high']);
    watch.acknowledge('traffic_drop');
    await watch.clock.advance(0);
    expect(watch.told('slack-bot')).toEqual(['firing high', 'acknowledged high']);
    expect(watch.told('email')).toEqual(['firing high']);
    expect(watch.notifiers.get('slack-bot')?.sent.at(-1)?.alert.acknowledgedBy).toBe('kim');
    await watch.window(['traffic_drop', 'high']);
    expect(watch.told('slack-bot')).toHaveLength(2);
  });

  it('that was taken back is told too, and repeats go on where they stopped', async () => {
    const watch = await watches.live(both);
    await watch.window(['traffic_drop', 'high']);
    watch.acknowledge('traffic_drop');
    const alert = watch.store.book.unacknowledge(watch.idOf('traffic_drop'), 'kim', watch.clock.now());
    if (alert) watch.monitor.alertsChanged([alert]);
    await watch.clock.advance(0);
    expect(watch.told('slack-bot')).toEqual(['firing high', 'acknowledged high', 'unacknowledged high']);
    for (let passed = 0; passed < 60; passed += 5) {
      await watch.clock.advance(minutes(5));
      await watch.window(['traffic_drop', 'high']);
    }
    expect(watch.told('slack-bot').at(-1)).toBe('repeat high');
    expect(watch.told('email')).toEqual(['firing high', 'repeat high']);
  });

  it('made while the watch was away is told when it is back', async () => {
    const watch = await watches.live(both);
    await watch.window(['traffic_drop', 'high']);
    watch.store.book.acknowledge([watch.idOf('traffic_drop')], 'kim', null, watch.clock.now());
    const again = await watches.restart(watch);
    await again.cycle();
    await again.cycle();
    expect(again.told('slack-bot')).toEqual(['firing high', 'acknowledged high']);
  });

  it('ends with a rise, which is told as such', async () => {
    const watch = await watches.live(both);
    await watch.window(['traffic_drop', 'high']);
    watch.acknowledge('traffic_drop');
    await watch.window(['traffic_drop', 'critical']);
    expect(watch.told('slack-bot')).toEqual(['firing high', 'acknowledged high', 'severityRaised critical']);
    watch.acknowledge('traffic_drop');
    await watch.clock.advance(0);
    expect(watch.told('slack-bot').at(-1)).toBe('acknowledged critical');
  });

  it('is followed by a reminder while it still fires', async () => {
    const policy: MonitorPolicy = {
      ...{ intervalMs: 30_000, sourceDeadlineMs: 10_000, minSeverity: 'high' as const, currency: 'USD' },
      ...{ deduplicationMs: minutes(15), repeatMs: minutes(60), remindMs: minutes(60) },
    };
    const watch = await watches.live({ ...both, overrides: { policy } });
    await watch.window(['traffic_drop', 'high']);
    watch.acknowledge('traffic_drop');
    for (let passed = 0; passed < 120; passed += 5) {
      await watch.clock.advance(minutes(5));
      await watch.window(['traffic_drop', 'high']);
    }
    expect(watch.told('email')).toEqual(['firing high', 'reminder high', 'reminder high']);
  });
});
