import { afterEach, describe, expect, it } from 'vitest';
import { minutes } from '../../support/aWatch.ts';
import { deliveryWatches, is } from '../../support/deliveryWatch.ts';

const watches = deliveryWatches();
afterEach(() => watches.end());

const receivers = ['slack', 'pagerduty', 'email'];
const escalations = [
  {
    name: 'default',
    steps: [
      { afterMinutes: 30, receivers: ['pagerduty'] },
      { afterMinutes: 50, receivers: ['email', 'nobody'] },
    ],
    repeat: 1,
  },
];
/** Alerts that are told as rows last for half an hour; these go on for longer. */
const goesOn = { receivers, delivery: { escalations }, overrides: {} };

async function firing(minutesOn: number, watch: Awaited<ReturnType<typeof watches.live>>) {
  for (let passed = 0; passed < minutesOn; passed += 5) {
    await watch.clock.advance(minutes(5));
    await watch.window(['traffic_drop', 'high']);
  }
}

async function begun() {
  const watch = await watches.live(goesOn);
  // E-mail is told by the built-in routes as well; here it is only the last resort.
  await watch.window(['traffic_drop', 'high']);
  return watch;
}

const escalated = (watch: Awaited<ReturnType<typeof begun>>, name: string) =>
  watch.told(name).filter((line) => line.startsWith('escalated'));

describe('an alert that nobody has', () => {
  it('is told to the receivers of each step when its time has come, and to the last again', async () => {
    const watch = await begun();
    const alert = () => watch.store.book.detail(watch.idOf('traffic_drop'));
    expect(alert()?.escalatesAt).toBe(new Date(watch.clock.now() + minutes(30)).toISOString());
    await firing(25, watch);
    expect(watch.told('pagerduty')).toEqual([]);
    await firing(5, watch);
    expect(watch.told('pagerduty')).toEqual(['escalated high']);
    expect(escalated(watch, 'email')).toEqual([]);
    await firing(20, watch);
    expect(escalated(watch, 'email')).toEqual(['escalated high']);
    await firing(60, watch);
    expect(escalated(watch, 'email')).toEqual(['escalated high', 'escalated high']);
    expect(watch.told('pagerduty')).toEqual(['escalated high']);
    expect(alert()).toMatchObject({ escalations: 3, escalatesAt: null });
    expect(
      alert()
        ?.history.filter(({ kind }) => kind === 'escalated')
        .map(({ note }) => note),
    ).toEqual(['to pagerduty', 'to email', 'to email']);
  });

  it('tells those receivers of its end, and no more', async () => {
    const watch = await begun();
    await firing(90, watch);
    await watch.over();
    expect(watch.told('pagerduty')).toEqual(['escalated high', 'resolved high']);
  });

  it('escalates once on waking after a sleep through two steps', async () => {
    const watch = await begun();
    const again = await watches.restart(watch, {}, minutes(70));
    await again.window(['traffic_drop', 'high']);
    expect([...again.told('pagerduty'), ...escalated(again, 'email')]).toEqual(['escalated high']);
    await firing(20, again);
    expect(escalated(again, 'email')).toEqual(['escalated high']);
  });

  it('does not wait for a time that was reckoned by a clock that went ahead', async () => {
    const watch = await begun();
    watch.clock.jump(-minutes(120));
    await firing(35, watch);
    expect(watch.told('pagerduty')).toEqual(['escalated high']);
  });
});

describe('escalation stops', () => {
  it('when somebody has it, and begins anew when it grows worse than what they have', async () => {
    const watch = await begun();
    await firing(20, watch);
    watch.acknowledge('traffic_drop');
    expect(watch.store.book.detail(watch.idOf('traffic_drop'))?.escalatesAt).toBeNull();
    await firing(60, watch);
    expect(watch.told('pagerduty')).toEqual([]);
    await watch.window(['traffic_drop', 'critical']);
    expect(watch.told('pagerduty')).toEqual(['firing critical']);
    const { escalatesAt } = watch.store.book.detail(watch.idOf('traffic_drop')) ?? {};
    expect(escalatesAt).toBe(new Date(watch.clock.now() + minutes(30)).toISOString());
  });

  it('while it is silenced, and its time begins with the end of that', async () => {
    const watch = await begun();
    await firing(20, watch);
    watch.silence([is('type', 'traffic_drop')], minutes(60));
    await firing(60, watch);
    expect(watch.told('pagerduty')).toEqual([]);
    await firing(25, watch);
    expect(watch.told('pagerduty')).toEqual([]);
    await firing(10, watch);
    expect(watch.told('pagerduty')).toEqual(['escalated high']);
  });

  it('for what is too mild to be told at all', async () => {
    const watch = await watches.live(goesOn);
    await watch.window(['traffic_drop', 'low']);
    expect(watch.store.book.detail(watch.idOf('traffic_drop'))?.escalatesAt).toBeNull();
  });
});
