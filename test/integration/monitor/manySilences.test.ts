import { afterEach, expect, it } from 'vitest';
import { compileMatchers } from '../../../core/notify/routing/compileMatchers.ts';
import { createSilenceDesk } from '../../../core/notify/silences/silenceDesk.ts';
import type { SilenceRecord } from '../../../core/notify/silences/silences.ts';
import type { Matcher } from '../../../shared/delivery/matcher.ts';
import { minutes } from '../../support/aWatch.ts';
import { anObservation } from '../../support/builders.ts';
import { deliveryWatches, is } from '../../support/deliveryWatch.ts';
import { aBatch, aReport } from '../../support/fakeSource.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { successOf } from '../../support/successOf.ts';

const watches = deliveryWatches();
afterEach(() => watches.end());

const silenceCount = 5000;
const shopCount = 600;

/** Of every kind that people write: of one shop, of a kind of alert in some shops, of all but some. */
function matchersOf(index: number): Matcher[] {
  if (index % 50 === 0) return [{ name: 'shop', op: '=~', value: `shop-${index / 50}\\d?` }];
  if (index % 50 === 1) return [is('type', 'traffic_drop'), { name: 'shop', op: '!=', value: `shop-${index}` }];
  return [is('type', index % 2 === 0 ? 'revenue_drop' : 'traffic_drop'), is('shop', `shop-${index}`)];
}

async function withManySilences() {
  const watch = await watches.live();
  const { clock, store, monitor, engine } = watch;
  const silences = Array.from({ length: silenceCount }, (_, index): SilenceRecord => {
    const [startsAt, endsAt] = [clock.now(), clock.now() + minutes(60) + index];
    const about = { createdBy: 'kim', comment: index === 4321 ? 'The one for the harbour.' : '', createdAt: startsAt };
    return { id: `s${index}`, matchers: matchersOf(index), startsAt, endsAt, ...about };
  });
  successOf(
    store.transaction((tx) => {
      for (const silence of silences) tx.silences.save(silence);
    }),
  );
  monitor.silencesChanged();
  const now = clock.now();
  const found = Array.from({ length: shopCount }, (_, index) => {
    const type = index % 3 === 0 ? 'conversion_drop' : index % 2 === 0 ? 'revenue_drop' : 'traffic_drop';
    return anObservation({ type, labels: { shop: `shop-${index}` }, windowStart: now });
  });
  engine.next(aReport({ batches: [aBatch(now, found, { completeness: 'rows' })] }));
  await watch.cycle();
  const desk = createSilenceDesk({
    ...{ store, clock, log: recordingLog(), newId: () => 'one-more' },
    onChange: () => monitor.silencesChanged(),
  });
  return { watch, desk, silences };
}

it('five thousand silences mute what each of them matches, and are told with how many that are', async () => {
  const { watch, desk, silences } = await withManySilences();
  const alerts = watch.store.book.list({ limit: 1000 }).items;
  expect(alerts).toHaveLength(shopCount);
  const tried = silences.map(({ id, matchers }) => ({ id, matches: compileMatchers(matchers) }));
  const byHand = new Map(
    alerts.map((alert) => [alert.id, tried.filter(({ matches }) => matches(alert)).map(({ id }) => id)]),
  );
  expect(new Map(alerts.map(({ id, silencedBy }) => [id, silencedBy]))).toEqual(byHand);

  const { items, total } = successOf(desk.list({}));
  expect([items.length, total]).toEqual([silenceCount, silenceCount]);
  const counted = Map.groupBy([...byHand.values()].flat(), (id) => id);
  expect(items.filter(({ id, muting }) => muting !== (counted.get(id)?.length ?? 0))).toEqual([]);
  expect(watch.store.book.list({ silence: 's1' }).total).toBe(counted.get('s1')?.length);
});

it('of five thousand silences a page shows a hundred, searched or not, and says how many there are', async () => {
  const { desk } = await withManySilences();
  const page = successOf(desk.list({ which: 'live', limit: 100, offset: 4950 }));
  expect([page.items.length, page.items[0]?.id, page.total]).toEqual([50, 's4950', silenceCount]);
  const found = successOf(desk.list({ which: 'live', limit: 100, q: 'harbour' }));
  expect(found).toMatchObject({ items: [{ id: 's4321' }], total: 1 });
});

it('the next silence mutes at once, beside five thousand that go on, and one more is refused in one sentence', async () => {
  const { watch, desk } = await withManySilences();
  const wanted = { matchers: [is('shop', 'shop-0')], endsAt: new Date(watch.clock.now() + minutes(90)).toISOString() };
  expect(desk.create(wanted, 'kim')).toMatchObject({
    problem: { code: 'notAllowed', message: expect.stringMatching(/^There are 5000 /) },
  });
  desk.expire('s4999');
  expect(desk.create(wanted, 'kim')).toMatchObject({ ok: true, value: { muting: 1 } });
  const muted = watch.store.book.list({ silence: 'one-more' }).items;
  expect(muted.map(({ labels, silencedBy }) => [labels.shop, silencedBy])).toEqual([['shop-0', ['s0', 'one-more']]]);
});
