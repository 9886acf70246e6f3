import { describe, expect, it } from 'vitest';
import { type CountedShop, explainChange } from '../../../../core/detection/segments/explainChange.ts';
import type { Period } from '../../../../core/detection/segments/periods.ts';
import type { CountedSegment } from '../../../../core/detection/segments/segmentChanges.ts';
import {
  type Counts,
  countersOf,
  dimensions,
  segmentQuestionOf,
} from '../../../../core/detection/segments/segmentMetric.ts';

const minute = 60_000;
const noon = Date.parse('2026-03-10T12:00:00Z');
const day = 24 * 60 * minute;
const now: Period = { kind: 'now', from: noon, to: noon + 10 * minute };
const dayBefore = (days: number): Period => ({
  kind: 'day',
  from: noon - days * day,
  to: noon - days * day + 10 * minute,
});
const hourBefore: Period = { kind: 'hourBefore', from: noon - 60 * minute, to: noon };
const periods = [now, dayBefore(1), dayBefore(2), hourBefore];

/** A segment by its counts now, on the days before (the same on each), and in ten minutes of the hour before. */
function segment(by: CountedSegment['by'], atNow: Counts, usual: Counts, hour: Counts = usual): CountedSegment {
  const times = (counts: Counts, factor: number) =>
    Object.fromEntries(Object.entries(counts).map(([counter, count]) => [counter, count * factor]));
  return { by, counts: [atNow, usual, usual, times(hour, 6)] };
}

const events = (count: number): Counts => ({ events: count });
const asked = (type: string) => {
  const question = segmentQuestionOf({ type, learnedSeries: null });
  if (!question) throw new Error(type);
  return question;
};

function explain(type: string, whole: CountedSegment, parts: CountedSegment[], more: Partial<CountedShop> = {}) {
  return explainChange(
    asked(type),
    { periods, whole, parts, dividedBy: dimensions, leftOut: [], ...more },
    { direction: null, currency: 'EUR' },
  );
}

describe('what explains a change', () => {
  it('tells the share of the change, how the segment changed, and how everything else did', () => {
    const explanation = explain('traffic_drop', segment({}, events(5060), events(10_000)), [
      segment({ device: 'ios' }, events(300), events(5000)),
      segment({ device: 'android' }, events(4760), events(5000)),
    ]);
    expect(explanation).toEqual({
      ...{ metric: 'events', unit: 'count', actual: 5060, expected: 10_000, note: null },
      segments: [{ by: { device: 'ios' }, actual: 300, expected: 5000, share: 4700 / 4940 }],
      sentence: '95 % of the drop is device = ios (fell 94 %, elsewhere 5 %)',
    });
  });

  it('leaves out what is large and fell by as much as all others', () => {
    const explanation = explain('traffic_drop', segment({}, events(5000), events(10_000)), [
      segment({ country: 'DE' }, events(4700), events(9400)),
      segment({ country: 'AT' }, events(300), events(600)),
    ]);
    expect(explanation).toMatchObject({
      segments: [],
      sentence: 'The drop is spread evenly over every category, country, device and product.',
    });
  });

  it('leaves out the only value of a dimension', () => {
    const explanation = explain('traffic_drop', segment({}, events(5000), events(10_000)), [
      segment({ country: 'DE' }, events(5000), events(10_000)),
    ]);
    expect(explanation.segments).toEqual([]);
  });

  it('names a pair only where its parts are otherwise well', () => {
    const pair = { country: 'US', device: 'ios' };
    const fallen = explain('traffic_drop', segment({}, events(7000), events(10_000)), [
      segment({ device: 'ios' }, events(2000), events(5000)),
      segment({ country: 'US' }, events(2000), events(5000)),
      segment(pair, events(0), events(3000)),
    ]);
    expect(fallen.segments.map(({ by }) => by)).toEqual([pair]);
    const device = explain('traffic_drop', segment({}, events(5000), events(10_000)), [
      segment({ device: 'ios' }, events(0), events(5000)),
      segment({ country: 'US' }, events(2500), events(5000)),
      segment(pair, events(0), events(4900)),
    ]);
    expect(device.segments.map(({ by }) => by)).toEqual([{ device: 'ios' }]);
  });

  it('compares a rise of something new with nothing', () => {
    const explanation = explain('traffic_spike', segment({}, events(30_000), events(10_000)), [
      segment({ country: 'CN' }, events(20_000), events(0)),
      segment({ country: 'DE' }, events(10_000), events(10_000)),
    ]);
    expect(explanation.sentence).toBe('All of the rise is country = CN (new, elsewhere unchanged)');
  });

  it('leaves out a day that was unlike the others', () => {
    const counts = (...each: number[]) => each.map(events);
    const explanation = explain(
      'traffic_drop',
      { by: {}, counts: counts(5000, 10_000, 10_000, 100_000) },
      [{ by: { device: 'ios' }, counts: counts(0, 5000, 5000, 5000) }],
      { periods: [now, dayBefore(1), dayBefore(2), dayBefore(3)] },
    );
    expect(explanation).toMatchObject({ expected: 10_000, segments: [{ by: { device: 'ios' }, expected: 5000 }] });
  });

  it('takes the hour before where the days before show no such change', () => {
    const explanation = explainChange(
      asked('traffic_drop'),
      {
        periods,
        whole: segment({}, events(5000), events(5000), events(10_000)),
        parts: [segment({ device: 'ios' }, events(0), events(2500), events(5000))],
        ...{ dividedBy: dimensions, leftOut: [] },
      },
      { direction: 'down', currency: 'EUR' },
    );
    expect(explanation).toMatchObject({ expected: 10_000, segments: [{ by: { device: 'ios' } }] });
  });

  it('says that the table has nothing to divide by', () => {
    const explanation = explain('traffic_drop', segment({}, events(1), events(1)), [], {
      ...{ whole: null, dividedBy: [], leftOut: ['country', 'product'] },
    });
    expect(explanation.note).toBe(
      'Not divided by country, product: the table of events has no columns country, product_id.',
    );
  });

  it('says that too little happened to divide it', () => {
    const explanation = explain('traffic_drop', segment({}, events(1), events(4), events(0)), [], {
      periods: [now, dayBefore(1)],
    });
    expect(explanation).toMatchObject({
      sentence: null,
      note: 'These windows hold too little to tell a cause from chance.',
    });
  });

  it('adds up what segments do to a rate, in value and in size', () => {
    const shop = (purchases: number, sessions: number): Counts => ({ purchases, sessions });
    const explanation = explain('conversion_drop', segment({}, shop(50, 1500), shop(50, 1000)), [
      segment({ device: 'bot' }, shop(0, 500), shop(0, 0)),
      segment({ device: 'ios' }, shop(50, 1000), shop(50, 1000)),
    ]);
    expect(explanation).toMatchObject({
      ...{ metric: 'conversion', expected: 5 },
      sentence: 'All of the drop is device = bot (33 % of the sessions instead of 0 %, at 0 %)',
    });
  });

  it('tells the parts of a rate in per cent, and has no number where nothing is left to divide by', () => {
    const basket = (purchases: number, carts: number): Counts => ({ purchases, carts });
    const failing = explain('cart_abandonment_spike', segment({}, basket(300, 1000), basket(500, 1000)), [
      segment({ device: 'ios' }, basket(0, 400), basket(200, 400)),
    ]);
    expect(failing).toMatchObject({
      unit: 'percent',
      segments: [{ by: { device: 'ios' }, actual: 100, expected: 50 }],
    });
    const shop = (purchases: number, sessions: number): Counts => ({ purchases, sessions });
    const gone = explain('conversion_drop', segment({}, shop(50, 2000), shop(250, 2500)), [
      segment({ device: 'ios' }, shop(0, 0), shop(200, 500)),
    ]);
    expect(gone).toMatchObject({ unit: 'percent', segments: [{ by: { device: 'ios' }, actual: null, expected: 40 }] });
  });

  it('means the worse of two kinds of incomplete data', () => {
    const counts = (unpriced: number, uncategorised: number): Counts => ({
      ...{ unpriced, purchases: 100, uncategorised, events: 1000 },
    });
    const explanation = explain('data_quality_issue', segment({}, counts(5, 600), counts(5, 0)), [
      segment({ category: '' }, counts(0, 600), counts(0, 0)),
      segment({ country: 'FR' }, { ...counts(0, 600), events: 600 }, { ...counts(0, 0), events: 600 }),
    ]);
    // The events without a category are not explained by having none.
    expect(explanation).toMatchObject({ metric: 'missing_categories', segments: [{ by: { country: 'FR' } }] });
  });
});

describe('what an alert is explained by', () => {
  it.each([
    ['revenue_drop', null, ['revenue', 'purchases']],
    ['learned_low', 'shop/revenue', ['revenue', 'purchases']],
    ['learned_high', 'shop/abandonment', ['purchases', 'carts']],
    ['data_quality_issue', null, ['unpriced', 'purchases', 'uncategorised', 'events']],
  ])('%s %s: %j', (type, learnedSeries, counters) => {
    const question = segmentQuestionOf({ type, learnedSeries });
    expect(question && countersOf(question)).toEqual(counters);
  });

  it('asks about a category within the category', () => {
    const question = segmentQuestionOf({ type: 'learned_low', learnedSeries: 'shop/category_purchases/Shoes/Boots' });
    expect(question).toMatchObject({ category: 'Shoes/Boots', metrics: [{ name: 'purchases' }] });
  });

  it.each(['disk_usage_high', 'model_drift', 'session_duration_anomaly', 'toString'])(
    'asks nothing about %s',
    (type) => {
      expect(segmentQuestionOf({ type, learnedSeries: 'metric/system/disk_usage' })).toBeNull();
    },
  );
});
