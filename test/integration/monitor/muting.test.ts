import { afterEach, describe, expect, it } from 'vitest';
import { minutes } from '../../support/aWatch.ts';
import { deliveryWatches, is } from '../../support/deliveryWatch.ts';

const watches = deliveryWatches();
afterEach(() => watches.end());

const alertOf = (watch: Awaited<ReturnType<typeof watches.live>>, type: string) =>
  watch.store.book.detail(watch.idOf(type));

describe('a silence', () => {
  it('holds back what it matches and nothing else, and says whose it is', async () => {
    const watch = await watches.live();
    const id = watch.silence([is('type', 'traffic_drop')], minutes(60), { comment: 'planned work' });
    await watch.window(['traffic_drop', 'critical'], ['revenue_drop', 'high']);
    expect(watch.told('slack')).toEqual(['firing high']);
    expect(alertOf(watch, 'traffic_drop')).toMatchObject({ silencedBy: [id] });
    const [line] = alertOf(watch, 'traffic_drop')?.notificationLog ?? [];
    expect(line).toMatchObject({ heldBack: 'silenced', detail: 'Silenced by kim until 13:00: planned work' });
  });

  it('takes hold at once of what fires already', async () => {
    const watch = await watches.live();
    await watch.window(['traffic_drop', 'high']);
    const before = watch.changes.length;
    const id = watch.silence([is('type', 'traffic_drop')], minutes(60));
    expect(alertOf(watch, 'traffic_drop')?.silencedBy).toEqual([id]);
    const told = watch.changes.slice(before).flatMap((change) => (change.kind === 'alerts' ? change.alerts : []));
    expect(told.map(({ silencedBy }) => silencedBy)).toEqual([[id]]);
  });

  it('that ends lets what still fires be told, within a cycle', async () => {
    const watch = await watches.live();
    watch.silence([is('type', 'traffic_drop')], minutes(10));
    await watch.fire(['traffic_drop', 'high']);
    await watch.wait(minutes(5));
    expect(watch.told('slack')).toEqual([]);
    await watch.wait(minutes(5));
    expect(watch.told('slack')).toEqual(['firing high']);
    expect(alertOf(watch, 'traffic_drop')?.silencedBy).toEqual([]);
  });

  it('that begins later holds back from then on', async () => {
    const watch = await watches.live();
    watch.silence([is('type', 'traffic_drop')], minutes(60), { startsAt: watch.clock.now() + minutes(10) });
    await watch.window(['traffic_drop', 'high']);
    expect(watch.told('slack')).toEqual(['firing high']);
    await watch.clock.advance(minutes(10));
    await watch.window(['traffic_drop', 'critical']);
    expect(watch.told('slack')).toEqual(['firing high']);
    expect(watch.logOf('traffic_drop')).toContain('slack severityRaised heldBack silenced');
  });

  it('does not make a rise in it forgotten', async () => {
    const watch = await watches.live();
    await watch.window(['traffic_drop', 'critical']);
    watch.silence([is('type', 'traffic_drop')], minutes(30));
    await watch.clock.advance(minutes(5));
    await watch.window(['traffic_drop', 'high']);
    await watch.clock.advance(minutes(15));
    await watch.window(['traffic_drop', 'critical']);
    expect(watch.told('slack')).toEqual(['firing critical']);
    await watch.clock.advance(minutes(10));
    await watch.window(['traffic_drop', 'critical']);
    expect(watch.told('slack')).toEqual(['firing critical', 'severityRaised critical']);
  });

  it('is known after a restart, and what ended meanwhile is told', async () => {
    const watch = await watches.live();
    watch.silence([is('type', 'traffic_drop')], minutes(10));
    watch.silence([is('type', 'revenue_drop')], minutes(100));
    await watch.fire(['traffic_drop', 'high'], ['revenue_drop', 'high']);
    const again = await watches.restart(watch, {}, minutes(15));
    await again.cycle();
    expect(again.told('slack')).toEqual(['firing high']);
    expect(alertOf(again, 'revenue_drop')?.silencedBy).toHaveLength(1);
  });
});

describe('what waits for its end and is no more than medium', () => {
  const quiet = { days: [], from: '11:00', to: '12:20', timeZone: 'UTC', criticalBreaksThrough: true };
  const minSeverity = 'medium' as const;

  it.each([0, 10])(
    'is told after quiet hours, also by a watch that began anew in them, %d minutes later',
    async (off) => {
      const delivery = { options: { slack: { minSeverity, quietHours: [quiet] } } };
      const watch = await watches.live({ delivery });
      await watch.fire(['traffic_drop', 'medium']);
      const again = await watches.restart(watch, {}, minutes(off));
      await again.wait(minutes(15 - off));
      expect(again.told('slack')).toEqual([]);
      await again.wait(minutes(10));
      expect(again.told('slack')).toEqual(['firing medium']);
    },
  );

  it('is told after a silence that ended while the watch was off', async () => {
    const watch = await watches.live({ delivery: { options: { slack: { minSeverity } } } });
    watch.silence([is('type', 'traffic_drop')], minutes(10));
    await watch.fire(['traffic_drop', 'medium']);
    const again = await watches.restart(watch, {}, minutes(15));
    await again.cycle();
    expect(again.told('slack')).toEqual(['firing medium']);
  });
});

describe('an inhibition rule', () => {
  const inhibitions = [
    { name: 'blind', source: [is('type', 'source_unreachable')], target: [is('type', 'data_stale')], equal: ['table'] },
  ];

  it('holds back what another alert explains while that fires', async () => {
    const watch = await watches.live({ delivery: { inhibitions } });
    const labels = { table: 'events' };
    await watch.window(['source_unreachable', 'high', labels], ['data_stale', 'high', labels]);
    expect(watch.notifiers.get('slack')?.sent.map(({ alert }) => alert.type)).toEqual(['source_unreachable']);
    expect(alertOf(watch, 'data_stale')).toMatchObject({
      inhibitedBy: [watch.idOf('source_unreachable')],
      inhibitors: [{ id: watch.idOf('source_unreachable'), title: 'Source unreachable', severity: 'high' }],
    });
    expect(alertOf(watch, 'data_stale')?.notificationLog[0]).toMatchObject({
      heldBack: 'inhibited',
      detail: 'Source unreachable fires, which explains it.',
    });
    for (const _ of [1, 2]) {
      await watch.clock.advance(minutes(5));
      await watch.window(['data_stale', 'high', labels]);
    }
    const sent = watch.notifiers.get('slack')?.sent.map(({ reason, alert }) => `${reason} ${alert.type}`);
    expect(sent?.slice(1).sort()).toEqual(['firing data_stale', 'resolved source_unreachable']);
  });

  it('leaves alone what differs in what must be equal', async () => {
    const watch = await watches.live({ delivery: { inhibitions } });
    await watch.window(['source_unreachable', 'high', { table: 'events' }], ['data_stale', 'high', { table: 'jobs' }]);
    expect(watch.told('slack')).toEqual(['firing high', 'firing high']);
  });
});
