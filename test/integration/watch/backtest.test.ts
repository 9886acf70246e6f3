import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../../core/adapters/clickhouse/connection.ts';
import { createEngineSource } from '../../../core/adapters/clickhouse/engineSource.ts';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import { createWindowsReader } from '../../../core/adapters/clickhouse/windowsReader.ts';
import { nothingLearned } from '../../../core/monitor/learnedStates.ts';
import { createBacktest } from '../../../core/watch/backtest.ts';
import { Settings } from '../../../shared/settings.ts';
import { type AWatch, aWatch } from '../../support/aWatch.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { toldAlerts, triedAlerts } from '../../support/pastMetrics.ts';
import { recordingLog } from '../../support/recordingLog.ts';
import { type SimulatedIncident, simulatedShop } from '../../support/simulatedShop.ts';
import { successOf } from '../../support/successOf.ts';

const minute = 60_000;
const hour = 60;
const day = 24 * hour;
const windowMs = 5 * minute;
const begin = Date.parse('2026-03-02T00:00:00Z');
const historyDays = 9;
/** Where the days begin that are watched, in minutes of the shop. */
const watched = historyDays * day;
const watchedAt = begin + watched * minute;
const watchedDays = 2;
const end = watchedAt + watchedDays * day * minute;
const latenessMs = 30_000;
const signal = () => AbortSignal.timeout(60_000);

const incidents: SimulatedIncident[] = [
  { from: watched + 3 * hour, to: watched + 4 * hour, purchases: 0.1 },
  // Flickers: over for longer than two windows, back within a quarter of an hour.
  { from: watched + 8 * hour, to: watched + 8 * hour + 20, sessions: 0.05 },
  { from: watched + 8 * hour + 32, to: watched + 9 * hour, sessions: 0.05 },
  { from: watched + 13 * hour, to: watched + 14 * hour, sessions: 3 },
  { from: watched + 5 * hour + 30, to: watched + 7 * hour, prices: 0.4 },
  { from: watched + 23 * hour, to: watched + 24 * hour, lengths: 0.3 },
  // Little enough that no rule minds, and long.
  { from: watched + day + 2 * hour, to: watched + day + 7 * hour, sessions: 0.7 },
  // Not over at the end.
  { from: watched + 2 * day - 40, to: watched + 2 * day, purchases: 0.2, sessions: 0.3 },
];

/** What becomes of the hour without purchases: either way it is told. */
const withoutPurchases = { windows: 'revenue_drop', learned: 'learned_low' } as const;

describe.each(['windows', 'learned'] as const)('a backtest against %s', (baseline) => {
  const settings = Settings.parse({ engine: { baseline }, learning: { timeZone: 'UTC' } });
  const { engine, learning } = settings;
  let clickhouse: EmbeddedClickHouse;
  let connection: Connection;
  let live: AWatch;
  beforeAll(async () => {
    clickhouse = await startEmbeddedClickHouse();
    const database = await clickhouse.freshDatabase();
    connection = connectTo(clickhouse.url, database);
    successOf(await applySchema(connection, signal()));
    const minutes = watched + watchedDays * day;
    await clickhouse.query(
      simulatedShop({ table: `${database}.events`, from: begin, minutes, sessionsPerMinute: 40, incidents }),
    );
    live = await watchTheDays();
  }, 120_000);
  afterAll(async () => {
    await live.monitor.stop();
    await connection.close();
    await clickhouse.stop();
  });

  /** The engine watches the days as if they were today: window after window, or some at once after a nap. */
  async function watchTheDays(): Promise<AWatch> {
    const clock = new ManualClock(watchedAt + engine.baselineWindows * windowMs + latenessMs);
    const source = createEngineSource({
      ...{ engine, currency: settings.currency, staleAfterMs: 600_000, writeBack: null },
      reader: createWindowsReader(connection, () => clock.now()),
      learning: { settings: learning, timeZone: 'UTC', learned: nothingLearned, adjustments: () => [] },
      ...{ clock, log: recordingLog() },
    });
    const made = aWatch({ sources: [source], clock });
    for (let count = 0; clock.now() < end + latenessMs; count++) {
      await made.cycle();
      clock.jump(Math.min((1 + (count % 3)) * windowMs, end + latenessMs - clock.now()));
    }
    await made.cycle();
    return made;
  }

  function backtest(overrides: Partial<Parameters<typeof createBacktest>[0]> = {}) {
    const { store, clock } = live;
    return createBacktest({
      ...{ connection, settings, store, timeZone: 'UTC', clock },
      adjustments: () => [],
      ...overrides,
    });
  }

  it('gives the alerts that the engine raised over the same days', async () => {
    const found = await backtest()({ days: watchedDays, engine, learning }, signal());
    expect(found).toMatchObject({
      ...{ from: new Date(watchedAt).toISOString(), to: new Date(end).toISOString() },
      ...{ windows: (watchedDays * day) / 5, problem: null, note: null },
    });
    expect(triedAlerts(found.draft)).toEqual(toldAlerts(live.store.book.list({ limit: 500 }).items));
    expect(found.draft.every(({ about }) => about === 'shop')).toBe(true);
    expect(found.current).toEqual(found.draft);
    const types = new Set(found.draft.map(({ type }) => type));
    expect([...types]).toEqual(
      expect.arrayContaining([
        withoutPurchases[baseline],
        'traffic_spike',
        'data_quality_issue',
        'session_duration_anomaly',
        'learned_low',
      ]),
    );
    expect(found.draft.some(({ endsAt }) => endsAt === null)).toBe(true);
  });

  it('lists the alerts of the book beside them, with what people said of them', async () => {
    const [first] = live.store.book.list({ type: [withoutPurchases[baseline]] }).items;
    successOf(
      live.store.transaction((tx) => {
        const record = tx.alerts.byId(first?.id ?? '');
        if (!record) throw new Error('no alert');
        const feedback = { label: 'falseAlarm' as const, comment: null, by: 'Ada', at: live.clock.now() };
        tx.alerts.save({ ...record, feedback });
      }),
    );
    const found = await backtest()({ days: watchedDays, engine, learning }, signal());
    expect(found.raised).toHaveLength(live.store.book.list({ limit: 500 }).total);
    expect(found.raised.find(({ id }) => id === first?.id)).toMatchObject({
      feedback: 'falseAlarm',
      title: first?.title,
    });
  });

  it('shows what other limits and sensitivities would have told', async () => {
    const run = backtest();
    const thresholds = {
      ...engine.thresholds,
      revenueDropPercent: { critical: 90, high: null, medium: null, low: null },
    };
    const calmer = { engine: { ...engine, thresholds }, learning: { ...learning, sensitivity: 'quiet' as const } };
    const quiet = await run({ days: 1, ...calmer }, signal());
    expect(quiet.draft.length).toBeLessThan(quiet.current.length);
    expect(quiet.draft.some(({ type, severity }) => type === 'revenue_drop' && severity !== 'critical')).toBe(false);
    const silent = await run({ days: 1, engine: { ...engine, enabled: false }, learning }, signal());
    expect(silent).toMatchObject({ draft: [], current: quiet.current, problem: null });
  });

  it('judges by windows of another length', async () => {
    const longer = { ...engine, windowSeconds: 600 };
    const found = await backtest()({ days: 1, engine: longer, learning }, signal());
    expect(found).toMatchObject({ windows: 144, problem: null });
    expect(found.draft.every(({ startsAt }) => Date.parse(startsAt) % 600_000 === latenessMs)).toBe(true);
    expect(found.current).not.toEqual(found.draft);
  });

  it('says how much of the days there is', async () => {
    const found = await backtest()({ days: 30, engine, learning: { ...learning, enabled: false } }, signal());
    expect(found.problem).toBeNull();
    expect(found.note).toMatch(/^Events begin at 2026-03-02 00:00 UTC, so 10 d 23 h of the 30 days could be judged\.$/);
    expect(found.windows).toBe(((historyDays + watchedDays) * day - 35) / 5);
  });

  it('lets everything else go on meanwhile', async () => {
    let turns = 0;
    let isRunning = true;
    const others = (async () => {
      while (isRunning) {
        turns++;
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    await backtest()({ days: 1, engine, learning }, signal());
    isRunning = false;
    await others;
    // Nine days are learned and two judged, 24 windows at a time.
    expect(turns).toBeGreaterThan((historyDays * day) / 5 / 24);
  });

  it('gives up what was asked before when it is asked again, and when nobody waits any more', async () => {
    const run = backtest();
    const first = run({ days: 2, engine, learning }, signal());
    const second = run({ days: 1, engine, learning }, signal());
    expect(await first).toMatchObject({
      ...{ draft: [], raised: [], problem: 'Another trial was asked for meanwhile, so this one was given up.' },
    });
    expect((await second).problem).toBeNull();
    const leaving = new AbortController();
    const third = run({ days: 1, engine, learning }, leaving.signal);
    leaving.abort();
    expect((await third).problem).toBe('The trial was stopped.');
  });

  it('says what keeps it from judging', async () => {
    const asked = { days: 1, engine, learning };
    const alone = await backtest({ connection: null })(asked, signal());
    expect(alone.problem).toContain('No ClickHouse is connected');
    const database = await clickhouse.freshDatabase();
    const empty = connectTo(clickhouse.url, database);
    expect((await backtest({ connection: empty })(asked, signal())).problem).toContain('There is no table');
    successOf(await applySchema(empty, signal()));
    expect((await backtest({ connection: empty })(asked, signal())).problem).toContain('no events to judge yet');
    await empty.close();
  });

  it('is given up after two minutes', async () => {
    const clock = new ManualClock(end);
    const never = {
      ...connection,
      tables: connection.tables,
      select: () => new Promise<never>(() => {}),
      name: (t: string) => t,
    };
    const run = backtest({ connection: never as unknown as Connection, clock })(
      { days: 7, engine, learning },
      signal(),
    );
    await clock.advance(120_000);
    expect((await run).problem).toBe('It took longer than 2 min and was given up. Try fewer days.');
  });
});
