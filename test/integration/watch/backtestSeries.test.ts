import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../../core/adapters/clickhouse/connection.ts';
import { createLearnedSource } from '../../../core/adapters/clickhouse/learned/learnedSource.ts';
import { seriesFeeds } from '../../../core/adapters/clickhouse/learned/seriesFeeds.ts';
import { createLearnedRegistry } from '../../../core/monitor/learnedRegistry.ts';
import { nothingLearned } from '../../../core/monitor/learnedStates.ts';
import { createBacktest } from '../../../core/watch/backtest.ts';
import type { BacktestAlert } from '../../../shared/learning/backtest.ts';
import type { LearnedQuery } from '../../../shared/learning/learningSettings.ts';
import { Settings } from '../../../shared/settings.ts';
import { type AWatch, aWatch } from '../../support/aWatch.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { insertJobRows } from '../../support/jobRows.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { type MetricMinute, metricsDatabase, toldAlerts, triedAlerts } from '../../support/pastMetrics.ts';
import { seededRandom } from '../../support/seededRandom.ts';
import { successOf } from '../../support/successOf.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const begin = Date.parse('2026-03-01T00:00:00Z');
const historyDays = 5;
const watchedDays = 1;
/** The watch runs a day before the days that are tried: what is open when they begin is known. */
const liveAt = begin + historyDays * day;
const from = liveAt + day;
const end = from + watchedDays * day;
const deadlineMs = 60_000;
const signal = () => AbortSignal.timeout(120_000);

let clickhouse: EmbeddedClickHouse;
beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse();
});
afterAll(() => clickhouse.stop());
const aDatabase = () => metricsDatabase(clickhouse);

const within = (at: number, fromHour: number, toHour: number) =>
  at >= from + fromHour * hour && at < from + toHour * hour;

/**
 * Minutes of the watched day in which something happens: there the watch looks every minute. They begin one minute after a
 * stretch of the query, so that it is asked about each as soon as it is over.
 */
const eventful = [
  [-14, 42],
  [541, 564],
  [581, 594],
  [611, 624],
  [636, 654],
  [946, 984],
  [1406, 1440],
] as const;

/** A day's wave with noise, and for one of two workers hours of the watched day in which it is off. */
function queueDepth(): MetricMinute[] {
  const random = seededRandom(7);
  return Array.from({ length: (end - begin) / minute }, (_, index): MetricMinute[] => {
    const at = begin + index * minute;
    const usual = 100 + 40 * Math.sin((2 * Math.PI * at) / day) + 8 * random();
    const calm = { at, metric: 'queue_depth', component: 'worker-1', value: usual };
    // Of a worker that was told of nothing is written for a while.
    if (within(at, 9.3, 10.7)) return [calm];
    const isHigh = within(at, 9, 9.3) || within(at, 23.5, 24);
    // Open when the day begins.
    const isDouble = within(at, -0.5, 0.3);
    const off = isHigh ? 5 : isDouble ? 2 : within(at, 20, 20.5) ? 1.25 : 1;
    return [calm, { at, metric: 'queue_depth', value: usual * off }];
  }).flat();
}

const settings = Settings.parse({
  learning: {
    ...{ timeZone: 'UTC', historyDays },
    queries: [
      {
        name: 'depth_by_query',
        query: `SELECT toStartOfFiveMinutes(ts) AS slot, avg(value) AS value FROM component_metrics
          WHERE metric = 'queue_depth' AND component = 'worker-0' AND ts >= {from:DateTime} AND ts < {to:DateTime} GROUP BY slot ORDER BY slot`,
      },
    ],
  },
});
const { engine, learning } = settings;

describe('a backtest of what is learned beside the shop', () => {
  let connection: Connection;
  let live: AWatch;
  beforeAll(async () => {
    const made = await aDatabase();
    connection = made.connection;
    await made.write(queueDepth());
    const random = seededRandom(3);
    const runs = Array.from({ length: (end - begin) / hour - 1 }, (_, index) => {
      const startedAt = begin + index * hour + 5 * minute;
      const isSlow = index === (from - begin) / hour + 15;
      const finishedAt = startedAt + Math.round((isSlow ? 50 : 5 + random()) * minute);
      return { at: finishedAt, job: 'import', status: 'succeeded', startedAt, finishedAt };
    });
    await insertJobRows(clickhouse, made.database, runs);
    live = await watchTheDays();
  }, 240_000);
  afterAll(async () => {
    await live.monitor.stop();
    await connection.close();
  });

  /** The source watches the days as if they were today: minute by minute, or some at once after a nap. */
  async function watchTheDays(): Promise<AWatch> {
    const clock = new ManualClock(liveAt);
    const source = createLearnedSource({
      feeds: seriesFeeds(settings, { connection, rulesConnection: connection, deadlineMs, clock }),
      ...{ settings: learning, limits: [], learned: nothingLearned, adjustments: () => [] },
      ...{ registry: createLearnedRegistry(), deadlineMs, currency: settings.currency, clock },
    });
    const made = aWatch({ sources: [source], clock });
    while (clock.now() < end) {
      await made.cycle();
      const isEventful = eventful.some(([first, last]) => within(clock.now(), first / 60, last / 60));
      const next = eventful.map(([first]) => from + first * minute).find((at) => at > clock.now()) ?? end;
      clock.jump(isEventful ? minute : Math.min(100 * minute, next - clock.now(), end - clock.now()));
    }
    await made.cycle();
    clock.jump(30_000);
    return made;
  }

  const asked = { days: watchedDays, engine, learning };
  function backtest(overrides: Partial<Parameters<typeof createBacktest>[0]> = {}) {
    const { store, clock } = live;
    return createBacktest({ connection, settings, store, timeZone: 'UTC', clock, adjustments: () => [], ...overrides });
  }
  const abouts = (alerts: readonly Pick<BacktestAlert, 'about'>[]) =>
    [...new Set(alerts.map(({ about }) => about))].sort();

  it('gives the alerts that the watch raised over the same days', async () => {
    const found = await backtest()(asked, signal());
    expect(found).toMatchObject({ problem: null, note: null, from: new Date(from).toISOString() });
    const raised = toldAlerts(live.store.book.list({ limit: 500 }).items);
    expect(triedAlerts(found.draft)).toEqual(raised.filter(({ startsAt }) => Date.parse(startsAt) >= from));
    expect(found.current).toEqual(found.draft);
    expect(abouts(found.draft)).toEqual(['job', 'metric', 'query']);
    expect(found.draft.some(({ endsAt }) => endsAt === null)).toBe(true);
  });

  it('lists the alerts of the book beside them, with what people said of them', async () => {
    const [first] = live.store.book.list({ type: ['learned_high'] }).items;
    successOf(
      live.store.transaction((tx) => {
        const record = tx.alerts.byId(first?.id ?? '');
        if (!record) throw new Error('no alert');
        const feedback = { label: 'expected' as const, comment: null, by: 'Ada', at: live.clock.now() };
        tx.alerts.save({ ...record, feedback });
      }),
    );
    const found = await backtest()(asked, signal());
    expect(abouts(found.raised)).toEqual(['job', 'metric', 'query']);
    expect(found.raised.find(({ id }) => id === first?.id)).toMatchObject({ feedback: 'expected' });
    const jobs = await backtest()({ ...asked, about: ['job'] }, signal());
    expect([abouts(jobs.draft), abouts(jobs.raised)]).toEqual([['job'], ['job']]);
  });

  it('shows what another sensitivity would have told, of all series or of one', async () => {
    const run = backtest();
    const now = await run(asked, signal());
    const off = { ...learning, series: { 'metric/worker-0/queue_depth': 'off' as const } };
    const without = await run({ ...asked, learning: off }, signal());
    expect(without.draft).toEqual(now.draft.filter(({ about }) => about !== 'metric'));
    expect(without.current).toEqual(now.draft);
    const keen = await run({ ...asked, learning: { ...learning, sensitivity: 'keen' } }, signal());
    const quiet = await run({ ...asked, learning: { ...learning, sensitivity: 'quiet' } }, signal());
    expect(quiet.draft.length).toBeLessThan(keen.draft.length);
    const alone = backtest();
    expect((await alone({ ...asked, learning: { ...learning, sensitivity: 'quiet' } }, signal())).draft).toEqual(
      quiet.draft,
    );
  });

  it('learns the past once: another sensitivity asks ClickHouse for next to nothing', async () => {
    let questions = 0;
    const counting = {
      ...connection,
      ...{ tables: connection.tables, name: (table: string) => connection.name(table) },
      select(...question: Parameters<Connection['select']>) {
        questions++;
        return connection.select(...question);
      },
    } as Connection;
    const run = backtest({ connection: counting });
    await run({ ...asked, about: ['metric'] }, signal());
    const first = questions;
    questions = 0;
    await run({ ...asked, about: ['metric'], learning: { ...learning, sensitivity: 'keen' } }, signal());
    expect(first).toBeGreaterThan(questions + historyDays);
  });

  it('goes on where it was when it is given up for another', async () => {
    const run = backtest();
    const first = run(asked, signal());
    const second = run({ ...asked, learning: { ...learning, sensitivity: 'keen' } }, signal());
    expect((await first).problem).toBe('Another trial was asked for meanwhile, so this one was given up.');
    const alone = await backtest()({ ...asked, learning: { ...learning, sensitivity: 'keen' } }, signal());
    expect((await second).draft).toEqual(alone.draft);
  });
});

describe('a backtest without some of the tables', () => {
  it('tries what there is, says nothing of the rest, and says so where there is nothing', async () => {
    const { database, connection, write } = await aDatabase();
    await write(queueDepth());
    for (const table of ['events', 'job_runs']) await clickhouse.query(`DROP TABLE ${database}.${table}`);
    const { store, monitor } = aWatch({ sources: [] });
    const clock = new ManualClock(end + 30_000);
    const own = Settings.parse({ learning: { timeZone: 'UTC', historyDays } });
    const run = createBacktest({ connection, settings: own, store, timeZone: 'UTC', clock, adjustments: () => [] });
    const asked = { days: 1, engine: own.engine, learning: own.learning };
    const found = await run(asked, signal());
    expect(found).toMatchObject({ problem: null, note: null });
    expect(found.draft.every(({ about }) => about === 'metric')).toBe(true);
    const broken = { ...learning.queries[0], query: 'SELECT 1 AS value FROM nowhere' } as LearnedQuery;
    const asking = await run({ ...asked, learning: { ...own.learning, queries: [broken] } }, signal());
    expect(asking.problem).toBeNull();
    expect(asking.note).toMatch(/^Query depth_by_query could not be tried\. /);
    const jobs = await run({ ...asked, about: ['job'] }, signal());
    expect(jobs.problem).toMatch(/^There is nothing to judge: no metrics, jobs or queries with numbers were found/);
    await monitor.stop();
    await connection.close();
  });
});
