import type { Unit } from '../../shared/alert.ts';
import type { LearnedSeries, LearnedSeriesList } from '../../shared/learning/learnedSeries.ts';
import type { LearningSettings } from '../../shared/learning/learningSettings.ts';
import { seededRandom } from './seededRandom.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How high a series usually is and how much it swings in a day. */
interface MockSeriesShape {
  key: string;
  title: string;
  group: LearnedSeries['group'];
  unit: Unit;
  labels: Record<string, string>;
  usual: number;
  swing: number;
  /** What it must not reach. */
  limit: number | null;
}

const shape = (
  key: string,
  title: string,
  unit: Unit,
  usual: number,
  swing: number,
  more: Partial<MockSeriesShape> = {},
): MockSeriesShape => ({
  ...{ key, title, unit, usual, swing, labels: {}, limit: null },
  group: key.split('/')[0] as LearnedSeries['group'],
  ...more,
});

const shapes: MockSeriesShape[] = [
  shape('shop/revenue', 'Revenue', 'currency', 1850, 900),
  shape('shop/events', 'Events', 'count', 1200, 700),
  shape('shop/sessions', 'Sessions', 'count', 410, 240),
  shape('shop/carts', 'Carts', 'count', 145, 80),
  shape('shop/abandonment', 'Cart abandonment', 'percent', 45, 6),
  shape('shop/conversion', 'Conversion', 'percent', 4.1, 0.8),
  shape('shop/order_value', 'Order value', 'currency', 77, 9),
  shape('metric/system/disk_usage', 'Disk usage on system', 'percent', 81, 2, {
    labels: { component: 'system' },
    limit: 90,
  }),
  shape('metric/system/memory_usage', 'Memory usage on system', 'percent', 64, 8, {
    labels: { component: 'system' },
    limit: 90,
  }),
  shape('metric/importer/queue_depth', 'Queue depth on importer', 'count', 240, 120, {
    labels: { component: 'importer' },
    limit: 2000,
  }),
  ...['fetcher', 'normalizer', 'validator', 'database'].flatMap((component) =>
    ['latency_p95', 'error_rate', 'rows_per_minute'].map((metric) =>
      shape(
        `metric/${component}/${metric}`,
        `${metric.charAt(0).toUpperCase()}${metric.slice(1).replaceAll('_', ' ')} on ${component}`,
        metric === 'error_rate' ? 'percent' : metric === 'latency_p95' ? 'seconds' : 'count',
        ...((metric === 'error_rate' ? [1.5, 0.5] : metric === 'latency_p95' ? [12, 4] : [8200, 2600]) as [
          number,
          number,
        ]),
        { labels: { component } },
      ),
    ),
  ),
  ...['nightly_load', 'price_sync', 'stock_export', 'feed_import'].map((job, index) =>
    shape(`job/${job}/duration`, `Duration of ${job}`, 'seconds', 620 * (index + 1), 90, { labels: { job } }),
  ),
];

/** Every series of a host that learns; of world `many` as many as are learned at most. */
function mockSeriesShapes(world: string, learning: LearningSettings): MockSeriesShape[] {
  const own = learning.queries.map(({ name, title, unit }) => shape(`query/${name}`, title || name, unit, 42, 12));
  const many = Array.from({ length: Math.max(0, learning.mostSeries - shapes.length - own.length) }, (_, index) => {
    const component = `worker-${String(Math.floor(index / 4) + 1).padStart(3, '0')}`;
    const metric = ['cpu_usage', 'heap_used', 'queue_depth', 'errors'][index % 4] ?? 'cpu_usage';
    return shape(`metric/${component}/${metric}`, `${metric.replaceAll('_', ' ')} on ${component}`, 'count', 60, 20, {
      labels: { component },
    });
  });
  const wanted = [...shapes, ...own, ...(world === 'many' ? many : [])];
  const on = { shop: learning.shop, metric: learning.metrics, job: learning.jobs, query: true };
  return wanted.filter(({ group }) => on[group]);
}

/** What a shape is expected to be at an instant, and how far around that is usual. */
function mockExpectation({ usual, swing }: MockSeriesShape, at: number): { expected: number; spread: number } {
  const place = (at % day) / day;
  const expected = usual + swing * Math.sin((place - 0.3) * 2 * Math.PI);
  return { expected, spread: swing * 0.35 + usual * 0.02 };
}

/** The list as the page is told of it: `quiet` and `busy` have learned for weeks, `starting` since nine hours. */
export function mockSeriesList(world: string, learning: LearningSettings, now: number): LearnedSeriesList {
  if (!learning.enabled || world === 'empty' || world === 'firstRun') {
    const note = learning.enabled
      ? 'There is nothing to learn from yet: no events, metrics or runs were found in the last 30 days.'
      : 'Learning is off. Switch it on below, and history is learned in one pass.';
    return { items: [], cost: { series: 0, left: 0, stateBytes: 0, lastCheckMs: null }, note };
  }
  const random = seededRandom(7);
  const young = world === 'starting';
  const items = mockSeriesShapes(world, learning).map((each, index): LearnedSeries => {
    const own = learning.series[each.key];
    const late = random() < 0.04 && each.group === 'metric';
    const neededMs = each.group === 'job' ? 7 * day : day;
    const isYoung = young || each.group === 'query' || each.key === 'metric/database/latency_p95';
    const state = own === 'off' ? 'off' : late ? 'stopped' : isYoung ? 'learning' : 'ready';
    const lastAt = now - (late ? 9 * hour : each.group === 'job' ? 5 * hour : 40_000 + index * 700);
    const { expected, spread } = mockExpectation(each, lastAt);
    const drawn = expected + (random() - 0.5) * spread * 1.6;
    const out = each.key === 'shop/revenue' ? expected * 0.38 : each.key === 'shop/abandonment' ? expected * 1.6 : null;
    const known = state === 'learning' ? 9 * hour : 30 * day;
    const band =
      state === 'learning' ? null : { expected, lower: Math.max(0, expected - spread), upper: expected + spread };
    return {
      ...{ key: each.key, title: each.title, group: each.group, unit: each.unit, labels: each.labels },
      ...{ sensitivity: own ?? learning.sensitivity, state, knownMs: known, neededMs },
      ...{ lastAt: new Date(lastAt).toISOString(), lastValue: Number((out ?? drawn).toFixed(2)) },
      ...{ expected: band?.expected ?? null, lower: band?.lower ?? null, upper: band?.upper ?? null },
      stateBytes: 35_000,
      newNormal:
        each.key === 'metric/importer/queue_depth'
          ? { since: new Date(now - 2 * day).toISOString(), before: 90, now: 240 }
          : null,
    };
  });
  const left = world === 'many' ? 9_500 : 0;
  return {
    items,
    cost: { series: items.length, left, stateBytes: items.length * 35_000, lastCheckMs: 3.2 },
    note:
      left > 0
        ? '9,500 more series are there than are learned. Raise the most series below, or leave out metrics you do not need.'
        : null,
  };
}
