import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import type { FeedbackIntent, FeedbackSync } from '../../../core/monitor/feedbackSync.ts';
import { adjustmentsInForce, createFeedbackDesk } from '../../../core/watch/feedbackDesk.ts';
import type { Alert } from '../../../shared/alert.ts';
import { type FeedbackLabel, feedbackLabels } from '../../../shared/learning/feedback.ts';
import { failed, ok, type Result } from '../../../shared/problem.ts';
import { type AWatch, aWatch, minutes } from '../../support/aWatch.ts';
import { anObservation } from '../../support/builders.ts';
import { aBatch, aReport } from '../../support/fakeSource.ts';

/** A table that takes feedback, or does not. */
class FakeTable implements FeedbackSync {
  readonly written: FeedbackIntent[] = [];
  answer: Result<null> = ok(null);

  async write(said: readonly FeedbackIntent[]) {
    if (this.answer.ok) this.written.push(...said);
    return this.answer;
  }

  labels(): string[] {
    return this.written.map(({ label }) => label);
  }
}

const day = 24 * 60;
let watch: AWatch;
afterEach(async () => {
  await watch.monitor.stop();
  expect(watch.clock.pendingTimers).toBe(0);
});

async function withAlerts(types: readonly string[] = ['revenue_drop'], sync: FeedbackSync | null = new FakeTable()) {
  watch = aWatch({ feedbackSync: sync });
  watch.monitor.start();
  await watch.clock.advance(0);
  const observations = types.map((type) => anObservation({ type, windowStart: watch.clock.now() }));
  watch.engine.next(aReport({ batches: [aBatch(watch.clock.now(), observations)] }));
  await watch.cycle();
  return deskOver(watch);
}

function deskOver({ store, clock, monitor }: AWatch) {
  const desk = createFeedbackDesk({
    ...{ store, clock, timeZone: () => 'UTC' },
    onGiven: (alerts) => monitor.feedbackGiven(alerts),
  });
  const ids = store.book.list({ sort: 'title' }).items.map(({ id }) => id);
  const inForce = () => adjustmentsInForce(store, clock);
  const give = async (label: FeedbackLabel | null, comment: string | null = null) => {
    const given = desk.give(ids, label, comment, 'ana');
    await clock.advance(0);
    return given;
  };
  return { desk, ids, id: ids[0] ?? '', inForce, give };
}

describe('what somebody says of an alert', () => {
  it('is in the book, in its history and on the pages, and decides nothing anew', async () => {
    const { give, id } = await withAlerts();
    const told = watch.slack.attempted.length;
    const [alert] = await give('expected', 'Campaign.');
    expect(alert?.feedback).toMatchObject({ label: 'expected', comment: 'Campaign.', by: 'ana' });
    const detail = watch.store.book.detail(id);
    expect(detail).toMatchObject({ feedback: { label: 'expected' }, status: 'active' });
    expect(detail?.history.at(-1)).toMatchObject({ kind: 'feedback', by: 'ana', note: 'Expected: Campaign.' });
    const shown = watch.changes.flatMap((change) => (change.kind === 'alerts' ? change.alerts : []));
    expect(shown.at(-1)?.feedback?.label).toBe('expected');
    expect(watch.slack.attempted).toHaveLength(told);
  });

  it('is asked for by label, and so is what nobody labelled', async () => {
    const { desk, ids } = await withAlerts(['revenue_drop', 'traffic_drop']);
    desk.give(ids.slice(0, 1), 'unsure', null, 'ana');
    const idsOf = (feedback: ('unsure' | 'real' | 'none')[]) =>
      watch.store.book.list({ feedback }).items.map(({ id }) => id);
    expect(idsOf(['unsure'])).toEqual(ids.slice(0, 1));
    expect(idsOf(['none'])).toEqual(ids.slice(1));
    expect(idsOf(['none', 'unsure'])).toHaveLength(2);
    expect(idsOf(['real'])).toEqual([]);
  });

  it('of what is not there is nothing, and of the rest is noted', async () => {
    const { desk, id } = await withAlerts();
    expect(desk.give(['nobody', id], 'real', null, 'ana').map((alert: Alert) => alert.id)).toEqual([id]);
  });
});

describe('what is learned from it', () => {
  it('holds from then on, is listed, and can be undone while the label stays', async () => {
    const { desk, give, inForce, id } = await withAlerts();
    await give('falseAlarm');
    const [adjustment] = desk.adjustments();
    expect(adjustment).toMatchObject({ alertId: id, series: 'shop/revenue', kind: 'lessEager', undoneAt: null });
    expect(inForce()).toMatchObject([{ id: adjustment?.id, series: 'shop/revenue', at: watch.clock.now() }]);
    await watch.clock.advance(minutes(5));
    expect(desk.undo(adjustment?.id ?? '')).toMatchObject({ undoneAt: new Date(watch.clock.now()).toISOString() });
    expect(inForce()).toEqual([]);
    expect(desk.adjustments()).toHaveLength(1);
    expect(watch.store.book.detail(id)?.feedback?.label).toBe('falseAlarm');
    expect(desk.undo('nothing')).toBeNull();
  });

  it('gives way to what is said later, which says so', async () => {
    const { desk, give, inForce } = await withAlerts();
    await give('falseAlarm');
    await watch.clock.advance(minutes(1));
    await give('newNormal');
    expect(inForce().map(({ kind }) => kind)).toEqual(['newNormal']);
    expect(desk.adjustments()[0]?.sentence).toContain('in place of “False alarm”');
    await watch.clock.advance(minutes(1));
    await give(null);
    expect(inForce()).toEqual([]);
  });

  it('is forgotten after a while once it is over', async () => {
    const { desk, give, inForce } = await withAlerts();
    await give('falseAlarm');
    await watch.monitor.stop();
    await watch.clock.advance(minutes(15 * day));
    expect(desk.adjustments()).toHaveLength(1);
    expect(inForce()).toHaveLength(1);
    await watch.clock.advance(minutes(31 * day));
    expect(desk.adjustments()).toEqual([]);
    expect(inForce()).toEqual([]);
  });
});

it('ends with the last word of each alert, however often and by whom it was contradicted', async () => {
  const { desk, ids, inForce } = await withAlerts(['revenue_drop', 'traffic_drop', 'conversion_drop']);
  const label = fc.option(fc.constantFrom(...feedbackLabels));
  const words = fc.array(fc.record({ alert: fc.nat(2), label, by: fc.constantFrom('ana', 'kim') }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(words, async (all) => {
      desk.give(ids, null, null, 'ana');
      const last = new Map<string, FeedbackLabel | null>();
      for (const { alert, label: said, by } of all) {
        await watch.clock.advance(1);
        const id = ids[alert] ?? '';
        desk.give([id], said, null, by);
        last.set(id, said);
      }
      await watch.clock.advance(1);
      for (const id of ids) {
        expect(watch.store.book.detail(id)?.feedback?.label ?? null).toBe(last.get(id) ?? null);
      }
      const learns = [...last.values()].filter((said) => said !== null && said !== 'real' && said !== 'unsure');
      const held = inForce();
      expect(held).toHaveLength(learns.length);
      expect(new Set(held.map(({ series }) => series)).size).toBe(held.length);
    }),
    { numRuns: 40 },
  );
});

describe('ClickHouse', () => {
  it('is told every word, in its order, a word that was taken back too', async () => {
    const table = new FakeTable();
    const { give, id } = await withAlerts(['revenue_drop'], table);
    await give('real', 'It was.');
    await watch.clock.advance(1);
    await give(null);
    expect(table.written).toMatchObject([
      { alertId: id, type: 'revenue_drop', label: 'real', comment: 'It was.', by: 'ana', series: 'shop/revenue' },
      { alertId: id, label: '', comment: '' },
    ]);
  });

  it('is told what waited once it is back, each word once, and the log says one time that it is away', async () => {
    const table = new FakeTable();
    table.answer = failed('unreachable', 'ClickHouse could not be reached.');
    const { give } = await withAlerts(['revenue_drop'], table);
    await give('real');
    await watch.clock.advance(minutes(5));
    expect(table.written).toEqual([]);
    const warnings = () => watch.log.lines.filter((line) => JSON.stringify(line).includes('waits for ClickHouse'));
    expect(warnings()).toHaveLength(1);
    table.answer = ok(null);
    await watch.cycle();
    await watch.clock.advance(minutes(5));
    expect(table.labels()).toEqual(['real']);
  });

  it('is told after a restart what it was not told before, whatever was not set up then', async () => {
    const { give } = await withAlerts(['revenue_drop', 'traffic_drop'], null);
    await give('expected');
    await watch.monitor.stop();
    const table = new FakeTable();
    watch = watch.again({ feedbackSync: table });
    watch.monitor.start();
    await watch.clock.advance(0);
    await watch.cycle();
    expect(table.labels()).toEqual(['expected', 'expected']);
    expect(deskOver(watch).inForce()).toHaveLength(2);
  });
});
