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

/** Processor time of a cycle that brings nothing new, ms: the median of some. */
async function costOfCycle(watch: PopUpWatch): Promise<number> {
  const costs: number[] = [];
  for (let cycle = 0; cycle < 11; cycle++) {
    const before = process.cpuUsage();
    await watch.monitor.runCycle('manual');
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / 1000);
  }
  return costs.sort((one, other) => one - other)[5] ?? Number.POSITIVE_INFINITY;
}

it('costs a cycle nothing to speak of that ten thousand alerts fire unchanged', async () => {
  const watch = await withManyAlerts(false);
  expect(watch.face.titles()).toEqual(['10000 new alerts · 10000 high']);
  expect(await costOfCycle(watch)).toBeLessThan(20);
});

it('nor that they all wait for somebody to come back', async () => {
  const watch = await withManyAlerts(true);
  expect(watch.monitor.health().receivers.at(-1)?.pending).toBe(count);
  expect(await costOfCycle(watch)).toBeLessThan(20);
  watch.monitor.setAway(false);
  await watch.clock.advance(0);
  expect(watch.face.titles()).toEqual(['While you were away: 10000 new alerts · 10000 high']);
});
