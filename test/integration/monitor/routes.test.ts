import { afterEach, describe, expect, it } from 'vitest';
import { minutes } from '../../support/aWatch.ts';
import { aRoute, deliveryWatches, is } from '../../support/deliveryWatch.ts';
import { aFailure } from '../../support/recordingNotifier.ts';

const watches = deliveryWatches();
afterEach(() => watches.end());

const receivers = ['slack-critical', 'slack-technical', 'pagerduty', 'email'];
const routes = aRoute({
  name: 'All',
  receivers: ['slack-technical'],
  routes: [
    aRoute({ name: 'Page', matchers: [is('severity', 'critical')], receivers: ['pagerduty'], continue: true }),
    aRoute({ name: 'Mail', matchers: [is('team', 'shop')], receivers: ['email'], continue: true }),
    aRoute({
      name: 'Critical',
      matchers: [is('severity', 'critical')],
      receivers: ['slack-critical', 'slack-technical'],
    }),
  ],
});

describe('an alert', () => {
  it('is told to every receiver that routes lead to, and its end too', async () => {
    const watch = await watches.live({ receivers, delivery: { routes } });
    await watch.window(['revenue_drop', 'critical', { team: 'shop' }], ['traffic_drop', 'high']);
    expect(watch.told('slack-critical')).toEqual(['firing critical']);
    expect(watch.told('pagerduty')).toEqual(['firing critical']);
    expect(watch.told('email')).toEqual(['firing critical']);
    expect(watch.told('slack-technical')).toEqual(['firing high']);
    await watch.over();
    for (const name of receivers) expect(watch.told(name)).toHaveLength(2);
  });

  it('that grows worse goes where that leads, and its end is heard where it was told of', async () => {
    const watch = await watches.live({ receivers, delivery: { routes } });
    await watch.window(['revenue_drop', 'high']);
    await watch.window(['revenue_drop', 'critical']);
    expect(watch.told('slack-technical')).toEqual(['firing high']);
    expect(watch.told('slack-critical')).toEqual(['firing critical']);
    await watch.over();
    expect(watch.told('slack-technical')).toEqual(['firing high', 'resolved critical']);
    expect(watch.told('slack-critical')).toEqual(['firing critical', 'resolved critical']);
  });

  it('that grows milder stays where it was told of', async () => {
    const watch = await watches.live({ receivers, delivery: { routes } });
    await watch.window(['revenue_drop', 'critical']);
    await watch.window(['revenue_drop', 'high']);
    expect(watch.told('slack-technical')).toEqual([]);
  });

  it('falls through to the next receiver of its route when the first is broken', async () => {
    const watch = await watches.live({ receivers, delivery: { routes } });
    const broken = watch.notifiers.get('slack-critical');
    if (broken) broken.standing = aFailure({ kind: 'permanent', retryable: false, message: 'Slack is closed.' });
    await watch.window(['revenue_drop', 'critical']);
    expect(watch.told('slack-critical')).toEqual([]);
    expect(watch.told('slack-technical')).toEqual(['firing critical']);
    expect(watch.monitor.health().receivers.find(({ name }) => name === 'slack-critical')?.status).toBe('broken');
  });

  it('goes by the built-in routes where there are none of its own', async () => {
    const watch = await watches.live({ receivers: ['slack-critical', 'slack-revenue', 'slack', 'pagerduty'] });
    await watch.window(['revenue_drop', 'high'], ['traffic_drop', 'critical'], ['data_quality_issue', 'high']);
    expect(watch.told('slack-revenue')).toEqual(['firing high']);
    expect(watch.told('slack-critical')).toEqual(['firing critical']);
    expect(watch.told('pagerduty')).toEqual(['firing critical']);
    expect(watch.told('slack')).toEqual(['firing high']);
  });
});

describe('options of a receiver', () => {
  it('lower its minimum, or raise it', async () => {
    const options = { email: { minSeverity: 'low' as const }, slack: { minSeverity: 'critical' as const } };
    const watch = await watches.live({ receivers: ['email', 'slack'], delivery: { options } });
    await watch.window(['traffic_drop', 'medium'], ['revenue_drop', 'high']);
    expect(watch.told('email')).toEqual(['firing high', 'firing medium']);
    expect(watch.told('slack')).toEqual([]);
    expect(watch.logOf('revenue_drop')).toContain('slack firing heldBack belowMinimum');
  });

  it('keep it quiet by the clock on the wall, all but what is critical', async () => {
    const quietHours = [{ from: '00:00', to: '00:00', timeZone: 'UTC', criticalBreaksThrough: true }];
    const watch = await watches.live({ delivery: { options: { slack: { quietHours } } } });
    await watch.window(['traffic_drop', 'high'], ['revenue_drop', 'critical']);
    expect(watch.told('slack')).toEqual(['firing critical']);
    expect(watch.logOf('traffic_drop')).toContain('slack firing heldBack quietHours');
  });

  it('say that it hears nothing of ends', async () => {
    const watch = await watches.live({ delivery: { options: { slack: { resolved: false } } } });
    await watch.window(['traffic_drop', 'high']);
    await watch.over();
    expect(watch.told('slack')).toEqual(['firing high']);
  });
});

describe('times of a route', () => {
  it('hold back what is due until they are over, and then it is told', async () => {
    const start = Date.parse('2026-03-10T12:00:00.000Z');
    const times = [{ name: 'lunch', periods: [{ from: '11:30', to: '12:20', timeZone: 'UTC' }] }];
    const mute = aRoute({ name: 'All', receivers: ['slack'], muteTimes: ['lunch'] });
    const watch = await watches.live({ delivery: { routes: mute, times } });
    expect(watch.clock.now()).toBe(start);
    await watch.fire(['traffic_drop', 'critical']);
    expect(watch.told('slack')).toEqual([]);
    await watch.wait(minutes(15));
    expect(watch.told('slack')).toEqual([]);
    await watch.wait(minutes(5));
    expect(watch.told('slack')).toEqual(['firing critical']);
  });
});
