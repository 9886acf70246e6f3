import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLearnedSource } from '../../../core/adapters/clickhouse/learned/learnedSource.ts';
import { seriesFeeds } from '../../../core/adapters/clickhouse/learned/seriesFeeds.ts';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import { systemClock } from '../../../core/adapters/system/systemClock.ts';
import type { ActiveAdjustment } from '../../../core/detection/feedback/adjustments.ts';
import { metricRulesOf } from '../../../core/detection/rules/rulesOf.ts';
import { trendLimits } from '../../../core/detection/trend/trendLimits.ts';
import { createLearnedRegistry } from '../../../core/monitor/learnedRegistry.ts';
import type { LearnedState } from '../../../core/monitor/learnedStates.ts';
import type { SourceReport } from '../../../core/monitor/source.ts';
import { failed } from '../../../shared/problem.ts';
import { Settings } from '../../../shared/settings.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { insertJobRows } from '../../support/jobRows.ts';
import { seededRandom } from '../../support/seededRandom.ts';
import { successOf } from '../../support/successOf.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const signal = () => AbortSignal.timeout(60_000);

type Read = Extract<SourceReport, { kind: 'read' }>;

let clickhouse: EmbeddedClickHouse;
beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse({ timezone: 'America/New_York' });
});
afterAll(() => clickhouse.stop());

async function aDatabase() {
  const database = await clickhouse.freshDatabase();
  const connection = connectTo(clickhouse.url, database, { inDatabase: true });
  successOf(await applySchema(connection, signal()));
  return { database, connection };
}

/** A source that is polled as the monitor does: states and cursor are kept, and given back to the next one. */
function aWatch(connection: ReturnType<typeof connectTo>, given: object = {}, deadlineMs = 60_000) {
  const settings = Settings.parse({
    ...given,
    learning: { timeZone: 'UTC', ...('learning' in given ? (given.learning as object) : {}) },
  });
  const states = new Map<string, LearnedState>();
  const registry = createLearnedRegistry();
  let adjustments: ActiveAdjustment[] = [];
  let cursor: string | null = null;
  let isAway = false;
  const feeds = () =>
    seriesFeeds(settings, { connection, rulesConnection: connection, deadlineMs, clock: systemClock }).map((feed) => ({
      ...feed,
      samples: async (...asked: Parameters<typeof feed.samples>) =>
        isAway ? failed('unreachable', 'ClickHouse does not answer.') : feed.samples(...asked),
    }));
  const start = () =>
    createLearnedSource({
      feeds: feeds(),
      settings: settings.learning,
      limits: trendLimits(metricRulesOf(settings.metrics), settings.learning),
      learned: { load: (prefix) => [...states.values()].filter(({ key }) => key.startsWith(prefix)) },
      adjustments: () => adjustments,
      ...{ registry, deadlineMs, currency: 'USD', clock: systemClock },
    });
  let source = start();

  async function poll(now: number): Promise<Read> {
    const report = successOf(await source.poll({ now, cursor }, signal()));
    if (report.kind !== 'read') throw new Error(report.message);
    cursor = report.cursor;
    for (const key of report.forgotten ?? []) states.delete(key);
    for (const state of report.learned ?? []) states.set(state.key, state);
    return report;
  }

  return {
    poll,
    /** While ClickHouse does not answer; nothing of it is stored. */
    async pollAway(now: number) {
      isAway = true;
      const report = await source.poll({ now, cursor }, signal());
      isAway = false;
      return report;
    },
    states,
    items: () => registry.views().get('learning')?.items() ?? [],
    view: () => registry.views().get('learning'),
    adjust: (next: ActiveAdjustment[]) => {
      adjustments = next;
    },
    restart: () => {
      source = start();
    },
    /** Until its history is learned. */
    async learn(now: number): Promise<Read> {
      for (let polls = 0; polls < 60; polls++) {
        const report = await poll(now);
        if (!report.note?.includes('learning from history')) return report;
      }
      throw new Error('History is not learned after 60 polls.');
    },
  };
}

const told = (report: Read) => report.batches.flatMap(({ observations }) => observations);
const last = (report: Read) => report.batches.at(-1)?.observations ?? [];

/** A day's wave with a little noise, a number each minute, written by ClickHouse itself. */
async function writeWaves(database: string, series: number, from: number, to: number, labels = false) {
  await clickhouse.query(
    `INSERT INTO ${database}.component_metrics
     SELECT fromUnixTimestamp64Milli(toInt64(${from} + m * 60000)) AS ts, concat('worker-', toString(s)), 'queue_depth',
       100 + 5 * s + 40 * sin(2 * pi() * m / 1440) + 4 * (cityHash64(m, s) % 1000) / 1000, ${labels ? "map('n', toString(s))" : 'map()'}
     FROM (SELECT number AS m FROM numbers(${Math.round((to - from) / minute)})) AS minutes
     CROSS JOIN (SELECT number AS s FROM numbers(${series})) AS many`,
  );
}

async function write(
  database: string,
  rows: readonly { at: number; value: number | string; metric?: string; component?: string }[],
) {
  const lines = rows.map(({ at, value, metric = 'queue_depth', component = 'worker-0' }) =>
    JSON.stringify({ ts: (at / 1000).toFixed(3), component, metric, value, labels: {} }),
  );
  await clickhouse.query(`INSERT INTO ${database}.component_metrics FORMAT JSONEachRow\n${lines.join('\n')}`);
}

const rhythm = (at: number) => 100 + 40 * Math.sin((2 * Math.PI * at) / day);
const steady = (
  from: number,
  to: number,
  of: (at: number) => number,
  more: { metric?: string; component?: string } = {},
) => {
  const random = seededRandom(7);
  return Array.from({ length: Math.round((to - from) / minute) }, (_, index) => {
    const at = from + index * minute;
    return { at, value: of(at) + random(), ...more };
  });
};

describe('metrics of components', () => {
  it('are learned from history, tell what is unusual, and are over after two clear minutes', async () => {
    const { database, connection } = await aDatabase();
    const watch = aWatch(connection);
    await write(database, steady(noon - 10 * day, noon, rhythm));
    const first = await watch.learn(noon);
    expect(told(first)).toEqual([]);
    await watch.poll(noon);
    await write(
      database,
      steady(noon, noon + 3 * minute, () => 640),
    );
    const report = await watch.poll(noon + 4 * minute);
    expect(last(report)).toMatchObject([
      {
        ...{ source: 'learning', type: 'learned_high', labels: { metric: 'queue_depth', component: 'worker-0' } },
        ...{ title: 'Queue depth higher than usual', learnedSeries: 'metric/worker-0/queue_depth' },
      },
    ]);
    expect(last(report)[0]?.description).toMatch(
      /^Queue depth 64\d on worker-0, usually \d+ to \d+ at this time: \d{3} % above\.$/,
    );
    await write(database, steady(noon + 3 * minute, noon + 30 * minute, rhythm));
    const over = await watch.poll(noon + 31 * minute);
    expect(last(over)).toEqual([]);
    expect(over.batches.at(-1)?.unjudged).toEqual([]);
    await connection.close();
  });
});

describe('history', () => {
  it('of many series and thirty days of minutes is learned over several polls, and says how far it is', async () => {
    const { database, connection } = await aDatabase();
    await writeWaves(database, 10, noon - 30 * day, noon);
    const watch = aWatch(connection, {}, 2000);
    const first = await watch.poll(noon);
    expect(first.note).toMatch(
      /^Component metrics: learning from history, 0 of 10 series are done, the next have \d+ days to go\.$/,
    );
    expect(first.hasMore).toBe(true);
    expect(await watch.learn(noon)).toMatchObject({ note: null, hasMore: false });
    expect(watch.items().map(({ state }) => state)).toEqual(Array.from({ length: 10 }, () => 'ready'));
    await connection.close();
  }, 120_000);

  it('that is all learned asks for no further check at once, however slow ClickHouse is', async () => {
    const { connection } = await aDatabase();
    const watch = aWatch(connection, {}, 1);
    expect(await watch.poll(noon)).toMatchObject({ note: null, hasMore: false });
    await connection.close();
  });

  it('is learned once: after a restart only what came since is read, and an alert stays as it was', async () => {
    const { database, connection } = await aDatabase();
    const watch = aWatch(connection);
    await write(database, steady(noon - 10 * day, noon, rhythm));
    await watch.learn(noon);
    await watch.poll(noon);
    await write(
      database,
      steady(noon, noon + 20 * minute, () => 640),
    );
    await watch.poll(noon + 21 * minute);
    expect([...watch.states.values()].map(({ key }) => key)).toEqual(['metric/worker-0/queue_depth']);
    const before = watch.items()[0];
    watch.restart();
    await write(
      database,
      steady(noon + 20 * minute, noon + 24 * minute, () => 640),
    );
    const report = await watch.poll(noon + 25 * minute);
    expect(report.note).toBeNull();
    expect(last(report)).toMatchObject([{ type: 'learned_high', labels: { component: 'worker-0' } }]);
    expect(report.batches.every(({ at }) => at > noon + 20 * minute)).toBe(true);
    expect(watch.items()[0]).toMatchObject({ key: before?.key, state: 'ready' });
    await connection.close();
  }, 60_000);
});

describe('a watch that was away', () => {
  it('says of a series that it catches up, not that it stopped, and ends no alert before it knows', async () => {
    const { database, connection } = await aDatabase();
    const watch = aWatch(connection, {}, 2000);
    await write(database, steady(noon - 6 * day, noon, rhythm));
    await watch.learn(noon);
    await watch.poll(noon);
    await write(
      database,
      steady(noon, noon + 9 * hour, () => 640),
    );
    expect(last(await watch.poll(noon + 21 * minute))).toHaveLength(1);
    watch.restart();
    const back = await watch.poll(noon + 9 * hour);
    expect(back.batches.at(-1)?.unjudged).toContainEqual({
      ...{ type: 'learned_high', labels: { metric: 'queue_depth', component: 'worker-0' } },
    });
    expect(watch.items().map(({ state }) => state)).not.toContain('stopped');
    await connection.close();
  }, 60_000);
});

describe('a ClickHouse that was away for a moment', () => {
  it('is asked again with the next poll, though it is listed only now and then what there is', async () => {
    const { database, connection } = await aDatabase();
    const watch = aWatch(connection, { learning: { jobs: false } });
    await write(database, steady(noon - 2 * day, noon + 5 * minute, rhythm));
    await watch.learn(noon);
    await watch.poll(noon);
    expect(await watch.pollAway(noon + 2 * minute)).toMatchObject({ ok: false, error: { code: 'unreachable' } });
    expect(await watch.poll(noon + 2 * minute + 5000)).toMatchObject({ asked: true, note: null });
    await connection.close();
  }, 60_000);
});

describe('what is told', () => {
  async function withPeak(settings: object) {
    const { database, connection } = await aDatabase();
    const watch = aWatch(connection, settings);
    await write(database, steady(noon - 10 * day, noon, rhythm));
    await watch.learn(noon);
    await watch.poll(noon);
    await write(
      database,
      steady(noon, noon + 6 * minute, () => 640),
    );
    return { watch, connection, database, report: await watch.poll(noon + 7 * minute) };
  }

  it('is nothing of a series that is off, and it is learned all the same', async () => {
    const off = { learning: { series: { 'metric/worker-0/queue_depth': 'off' } } };
    const { watch, report, connection } = await withPeak(off);
    expect(told(report)).toEqual([]);
    expect(watch.items()).toMatchObject([{ state: 'off', sensitivity: 'off', lastValue: expect.closeTo(640, -1) }]);
    await connection.close();
  }, 60_000);

  it('is part of a rule of the same metric and labels', async () => {
    const rule = {
      kind: 'metric',
      name: 'deep_queue',
      metric: 'queue_depth',
      condition: { kind: 'above', limit: 500 },
    };
    const { report, connection } = await withPeak({ metrics: { rules: [rule] } });
    expect(last(report)).toMatchObject([
      { type: 'learned_high', sameAs: [{ type: 'queue_depth_high', labels: { component: 'worker-0' } }] },
    ]);
    await connection.close();
  }, 60_000);

  it('ends when the series stops, and the series is said to have stopped', async () => {
    const { watch, report, connection } = await withPeak({});
    expect(last(report)).toHaveLength(1);
    const silent = await watch.poll(noon + 15 * minute);
    expect(silent.batches.at(-1)?.unjudged).toContainEqual({
      type: 'learned_high',
      labels: { metric: 'queue_depth', component: 'worker-0' },
    });
    const later = await watch.poll(noon + 2 * hour);
    expect(later.batches.at(-1)).toMatchObject({ observations: [], unjudged: [] });
    expect(watch.items()[0]?.state).toBe('stopped');
    await connection.close();
  }, 60_000);

  it('asks a person’s word: a level that was called normal is, until that is taken back', async () => {
    const { watch, database, report, connection } = await withPeak({});
    expect(last(report)).toMatchObject([{ type: 'learned_high' }]);
    const normal = { id: 'a', series: 'metric/worker-0/queue_depth', kind: 'newNormal', hours: null } as const;
    watch.adjust([{ ...normal, at: noon + 7 * minute, until: null }]);
    await write(
      database,
      steady(noon + 6 * minute, noon + 60 * minute, () => 640),
    );
    await watch.poll(noon + 61 * minute);
    await watch.poll(noon + 63 * minute);
    const accepted = watch.items()[0]?.expected ?? 0;
    expect(accepted).toBeGreaterThan(300);
    watch.adjust([]);
    await watch.learn(noon + 64 * minute);
    expect(watch.items()[0]?.expected).toBeLessThan(accepted);
    await connection.close();
  }, 60_000);
});

describe('too many series', () => {
  it('are capped: what is left is said with what to do, and those that are learned do not take turns', async () => {
    const { database, connection } = await aDatabase();
    await writeWaves(database, 10_000, noon - 10 * minute, noon, true);
    const watch = aWatch(connection, { learning: { mostSeries: 20, historyDays: 1 } });
    const report = await watch.learn(noon);
    expect(report.note).toBe(
      '9,980 more series are there and are not learned: at most 20 are. Write fewer labels, or raise “Series at most” in Setup → Learning; each series takes some 35 KB of memory.',
    );
    const learned = () => watch.items().filter(({ state }) => state !== 'capped');
    expect(learned()).toHaveLength(20);
    expect(watch.view()?.left).toBe(9980);
    const keys = learned().map(({ key }) => key);
    watch.restart();
    await watch.poll(noon + 11 * minute);
    expect(
      learned()
        .map(({ key }) => key)
        .sort(),
    ).toEqual(keys.sort());
    await connection.close();
  }, 120_000);
});

describe('bad samples', () => {
  it('that are no numbers are left out and counted, and a clock that jumps back or a day that repeats tells nothing', async () => {
    const { database, connection } = await aDatabase();
    const watch = aWatch(connection);
    const waves = steady(noon - 10 * day, noon, rhythm);
    await write(database, waves);
    await watch.learn(noon);
    await watch.poll(noon);
    await write(database, [
      { at: noon + 10_000, value: 'nan' },
      { at: noon + 70_000, value: 'inf' },
    ]);
    const odd = await watch.poll(noon + 4 * minute);
    expect(odd.skipped.count).toBe(2);
    expect(told(odd)).toEqual([]);
    // The same day once more, and a clock that is set back and forward.
    await write(database, waves.slice(-1440));
    expect(told(await watch.poll(noon - 2 * hour))).toEqual([]);
    expect(told(await watch.poll(noon + 6 * minute))).toEqual([]);
    expect(watch.items()[0]?.state).toBe('ready');
    await connection.close();
  }, 60_000);

  it('with a label that is called as the metric is are learned all the same', async () => {
    const { database, connection } = await aDatabase();
    await clickhouse.query(
      `INSERT INTO ${database}.component_metrics SELECT fromUnixTimestamp64Milli(toInt64(${noon - 2 * day} + number * 60000)),
         'pay', 'latency', 5 + number % 3, map('metric', 'other', 'component', 'else') FROM numbers(${(2 * day) / minute})`,
    );
    const watch = aWatch(connection);
    await watch.learn(noon);
    expect(watch.items()).toMatchObject([
      { state: 'ready', labels: { metric: 'latency', component: 'pay' }, lastValue: expect.any(Number) },
    ]);
    await connection.close();
  }, 60_000);

  it('of a counter that begins anew are no anomaly: its rate is learned', async () => {
    const { database, connection } = await aDatabase();
    const watch = aWatch(connection);
    let total = 0;
    const counted = steady(noon - 5 * day, noon, () => 0).map(({ at, value }) => {
      total += 50 + 20 * value;
      return { at, value: Math.round(total), metric: 'requests_total' };
    });
    await write(database, counted);
    await watch.learn(noon);
    await watch.poll(noon);
    await write(
      database,
      [0, 1, 2, 3].map((step) => ({ at: noon + step * minute, value: 60 * step, metric: 'requests_total' })),
    );
    expect(told(await watch.poll(noon + 5 * minute))).toEqual([]);
    expect(watch.items()[0]?.lastValue).toBe(60);
    await write(
      database,
      [4, 5].map((step) => ({ at: noon + step * minute, value: 5000 * step, metric: 'requests_total' })),
    );
    const report = await watch.poll(noon + 7 * minute);
    expect(last(report)[0]?.description).toMatch(/^Requests total 5,000 a minute on worker-0, usually /);
    await connection.close();
  }, 60_000);
});

describe('other series', () => {
  it('are how long runs of a job take', async () => {
    const { database, connection } = await aDatabase();
    const watch = aWatch(connection, { learning: { metrics: false } });
    const random = seededRandom(3);
    const runs = (from: number, count: number, took: () => number) =>
      Array.from({ length: count }, (_, index) => {
        const startedAt = from + index * 15 * minute;
        const finishedAt = startedAt + took();
        return { at: finishedAt, job: 'search-index', status: 'succeeded', startedAt, finishedAt };
      });
    await insertJobRows(
      clickhouse,
      database,
      runs(noon - 14 * day, 14 * 96, () => (170 + 20 * random()) * 1000),
    );
    await watch.learn(noon);
    await watch.poll(noon);
    await insertJobRows(
      clickhouse,
      database,
      runs(noon, 1, () => 13 * minute),
    );
    const report = await watch.poll(noon + 16 * minute);
    expect(told(report)).toMatchObject([
      {
        ...{ type: 'learned_high', labels: { metric: 'duration', job: 'search-index' }, unit: 'seconds' },
        ...{ learnedSeries: 'job/search-index/duration', metricValue: 780 },
        sameAs: [{ type: 'job_overdue', labels: { job: 'search-index' } }],
      },
    ]);
    await connection.close();
  }, 60_000);

  const query = {
    name: 'orders',
    unit: 'count',
    query: `SELECT toStartOfFiveMinutes(ts) AS ts, component AS region, sum(value) AS value FROM component_metrics
      WHERE metric = 'orders' AND ts >= {from:DateTime} AND ts < {to:DateTime} GROUP BY ts, region`,
  };

  it('are those of a query with a column of times, from history on and each label for itself', async () => {
    const { database, connection } = await aDatabase();
    const watch = aWatch(connection, { learning: { metrics: false, jobs: false, queries: [query] } });
    const orders = { metric: 'orders', component: 'emea' };
    await write(
      database,
      steady(noon - 7 * day, noon, (at) => 20 + 8 * Math.sin((2 * Math.PI * at) / day), orders),
    );
    await watch.learn(noon);
    await watch.poll(noon);
    await write(
      database,
      steady(noon, noon + 5 * minute, () => 400, orders),
    );
    const report = await watch.poll(noon + 6 * minute);
    expect(told(report)).toMatchObject([
      {
        ...{ type: 'learned_high', labels: { metric: 'orders', region: 'emea' }, unit: 'count' },
        learnedSeries: 'query/orders/region=emea',
      },
    ]);
    await connection.close();
  }, 60_000);

  it('are the number of a query without times, a sample each time it is asked, from now on', async () => {
    const { connection } = await aDatabase();
    const stock = { name: 'stock', everySeconds: 300, query: 'SELECT 41 + 1 AS value' };
    const watch = aWatch(connection, { learning: { metrics: false, jobs: false, queries: [stock] } });
    expect((await watch.learn(noon)).note).toBeNull();
    for (const minutes of [5, 10, 12, 15]) await watch.poll(noon + minutes * minute + 40_000);
    expect(watch.items()).toMatchObject([
      { key: 'query/stock', title: 'Stock', state: 'learning', lastValue: 42, lastAt: '2026-03-10T12:15:40.000Z' },
    ]);
    expect(watch.states.size).toBe(1);
    await connection.close();
  }, 60_000);

  it('are none of a query that fails or returns no number: the note says why', async () => {
    const { connection } = await aDatabase();
    const broken = { ...query, query: 'SELECT nothing FROM nowhere' };
    const watch = aWatch(connection, { learning: { metrics: false, jobs: true, queries: [broken] } });
    const report = await watch.poll(noon);
    expect(report.note).toMatch(/^Query orders could not be learned this time\. Its query asks a table/);
    const empty = { ...query, query: 'SELECT nan AS value' };
    const silent = aWatch(connection, { learning: { metrics: false, jobs: true, queries: [empty] } });
    expect((await silent.poll(noon)).note).toBe(
      'Query orders has returned no number so far, so there is nothing to learn of it.',
    );
    await connection.close();
  });
});

describe('a leak', () => {
  it('is told as a trend long before the limit, and its threshold rule tells the same once it is passed', async () => {
    const { database, connection } = await aDatabase();
    const watch = aWatch(connection);
    const disk = { metric: 'disk_usage', component: 'system' };
    const leak = (at: number) => 60 + Math.max(0, ((at - (noon - 5 * hour)) / hour) * 4);
    await write(database, steady(noon - 9 * day, noon, leak, disk));
    await watch.learn(noon);
    const report = await watch.poll(noon);
    const trend = last(report).find(({ type }) => type === 'trend');
    expect(trend).toMatchObject({
      ...{ labels: disk, severity: 'high', expectedValue: 90, learnedSeries: 'metric/system/disk_usage' },
      sameAs: [{ type: 'disk_usage_high', labels: { component: 'system' } }],
    });
    expect(trend?.description).toMatch(
      /^Disk usage reaches 90 % in about (2 h|\d+ min|3 h) on system \(now 8\d %, rising (3\.9|4|4\.1) points an hour\)\.$/,
    );
    await connection.close();
  }, 60_000);
});

describe('a trend', () => {
  it('outlives a restart, though its days have to be read again', async () => {
    const { database, connection } = await aDatabase();
    const watch = aWatch(connection);
    const disk = { metric: 'disk_usage', component: 'system' };
    const leak = (at: number) => 60 + Math.max(0, ((at - (noon - 5 * hour)) / hour) * 4);
    await write(database, steady(noon - 9 * day, noon + 20 * minute, leak, disk));
    await watch.learn(noon);
    expect(last(await watch.poll(noon)).map(({ type }) => type)).toContain('trend');
    watch.restart();
    const again = await watch.poll(noon + 5 * minute);
    expect(again.batches.at(-1)?.unjudged).toContainEqual({ type: 'trend', labels: disk });
    const later = await watch.poll(noon + 10 * minute);
    expect(last(later).map(({ type }) => type)).toContain('trend');
    await connection.close();
  }, 60_000);

  it('that people called a false alarm is told again once the limit is near, and does not end by it', async () => {
    const { database, connection } = await aDatabase();
    const watch = aWatch(connection);
    const disk = { metric: 'disk_usage', component: 'system' };
    // 90 % is nine hours away.
    const leak = (at: number) => 60 + Math.max(0, ((at - (noon - 6 * hour)) / hour) * 2);
    await write(database, steady(noon - 9 * day, noon + 7 * hour, leak, disk));
    const falseAlarm: ActiveAdjustment = {
      ...{ id: 'a1', series: 'metric/system/disk_usage', kind: 'lessEager' },
      ...{ hours: null, at: noon - minute, until: noon + day },
    };
    const trend = (report: Read) => last(report).find(({ type }) => type === 'trend')?.severity ?? null;
    await watch.learn(noon);
    expect(trend(await watch.poll(noon))).toBe('low');
    watch.adjust([falseAlarm]);
    expect(trend(await watch.poll(noon + minute))).toBe('low');

    const other = aWatch(connection);
    other.adjust([falseAlarm]);
    await other.learn(noon);
    for (const hours of [0, 1, 2, 3, 4, 5]) expect(trend(await other.poll(noon + hours * hour))).toBeNull();
    other.restart();
    for (const hours of [5.1, 5.2]) expect(trend(await other.poll(noon + hours * hour))).toBeNull();
    expect(trend(await other.poll(noon + 6.5 * hour))).toBe('high');
    await connection.close();
  }, 60_000);
});

describe('tables', () => {
  it('that are not there are not set up', async () => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    const settings = Settings.parse({});
    const source = createLearnedSource({
      feeds: seriesFeeds(settings, { connection, rulesConnection: connection, deadlineMs: 30_000, clock: systemClock }),
      ...{ settings: settings.learning, limits: [], learned: { load: () => [] }, adjustments: () => [] },
      ...{ registry: createLearnedRegistry(), deadlineMs: 30_000, currency: 'USD', clock: systemClock },
    });
    const report = successOf(await source.poll({ now: noon, cursor: null }, signal()));
    expect(report).toMatchObject({ kind: 'notSetUp', message: expect.stringContaining('job_runs') });
    await connection.close();
  });
});
