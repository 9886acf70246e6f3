import { afterEach, expect, it } from 'vitest';
import { anObservation } from '../../support/builders.ts';
import { aBatch, aReport } from '../../support/fakeSource.ts';
import { type PopUpWatch, PopUpWatches } from '../../support/popUpWatch.ts';

const watches = new PopUpWatches();
afterEach(async () => expect(await watches.end()).toBe(0));

const count = 10_000;

async function withManyAlerts(away: boolean): Promise<PopUpWatch> {
  const watch = await watches.live();
  watch.monitor.setAway(away);
  const now = watch.clock.now();
  const found = Array.from({ length: count }, (_, index) =>
    anObservation({ labels: { shop: `shop-${index}` }, windowStart: now }),
  );
  watch.engine.next(aReport({ batches: [aBatch(now, found, { completeness: 'rows' })] }));
  await watch.cycle();
  return watch;
}

it('tells of ten thousand alerts in one summary, and of none of them again', async () => {
  const watch = await withManyAlerts(false);
  expect(watch.face.titles()).toEqual(['10000 new alerts · 10000 high']);
  await watch.cycle();
  expect(watch.face.titles()).toHaveLength(1);
});

it('keeps them all for somebody who is away, and tells of them in one digest', async () => {
  const watch = await withManyAlerts(true);
  expect(watch.monitor.health().receivers.at(-1)?.pending).toBe(count);
  watch.monitor.setAway(false);
  await watch.clock.advance(0);
  expect(watch.face.titles()).toEqual(['While you were away: 10000 new alerts · 10000 high']);
});
