import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../../core/adapters/clickhouse/connection.ts';
import type { Row } from '../../../../core/adapters/clickhouse/readAnswer.ts';
import type { TimedChange } from '../../../../demo/storefront/changes.ts';
import { createLiveShop, type LiveShop } from '../../../../demo/storefront/liveShop.ts';
import { demoShop } from '../../../../demo/storefront/shop.ts';
import { failed, ok, type Result } from '../../../../shared/problem.ts';
import { ManualClock } from '../../../support/manualClock.ts';
import { type RecordingLog, recordingLog } from '../../../support/recordingLog.ts';

const start = Date.parse('2026-03-10T12:00:00Z');

/** A table in which the generator's query makes one event every half second. */
function fakeTable() {
  const times: number[] = [];
  const made: string[] = [];
  const unreachable = failed('unreachable', 'ClickHouse is away.');
  let away = false;
  let answerLost = false;
  const between = (sql: string) => {
    const [, from, to] = /t >= (\d+) AND t < (\d+)\n/.exec(sql) ?? [];
    const all = [];
    for (let at = Math.ceil(Number(from) / 500) * 500; at < Number(to); at += 500) all.push(at);
    return all;
  };
  const store = (more: number[]): Result<null> => {
    if (away) return unreachable;
    for (const at of more) times.push(at);
    return answerLost ? unreachable : ok(null);
  };
  const connection = {
    database: 'realtime',
    tables: { events: 'events' },
    name: (table: string) => table,
    async select({ sql }: { sql: string }): Promise<Result<Row[]>> {
      if (away) return unreachable;
      if (sql.includes('AS newest')) return ok([{ newest: Math.max(0, ...times), events: times.length }]);
      made.push(sql);
      return ok(between(sql).map((at) => ({ event_time: new Date(at).toISOString().replace('T', ' ').slice(0, 23) })));
    },
    run: async ({ sql }: { sql: string }) => store(between(sql)),
    insert: async (_table: string, _columns: readonly string[], rows: readonly Row[]) =>
      store(rows.map((row) => Date.parse(`${String(row.event_time).replace(' ', 'T')}Z`))),
  } as unknown as Connection;
  return {
    connection,
    times,
    /** Queries that had events made for later. */
    made,
    goAway: (gone: boolean) => {
      away = gone;
    },
    loseAnswers: (lost: boolean) => {
      answerLost = lost;
    },
  };
}

describe('liveShop', () => {
  let clock: ManualClock;
  let table: ReturnType<typeof fakeTable>;
  let shop: LiveShop;
  let changes: readonly TimedChange[];
  let log: RecordingLog;

  /** Every event of [start, now) is there once, and none from later. */
  const expectAllOnceUntil = (now: number) => {
    const expected = Array.from({ length: Math.ceil((now - start) / 500) }, (_, index) => start + index * 500);
    expect(table.times).toEqual(expected);
  };

  beforeEach(() => {
    clock = new ManualClock(start);
    table = fakeTable();
    changes = [];
    log = recordingLog();
    shop = createLiveShop({
      connection: table.connection,
      shop: demoShop,
      from: start,
      changes: () => changes,
      clock,
      log,
    });
    shop.start();
  });

  afterEach(async () => {
    await shop.stop();
    expect(clock.pendingTimers).toBe(0);
  });

  it('writes what has happened, every two seconds', async () => {
    await clock.advance(2000);
    expectAllOnceUntil(start + 2000);
    await clock.advance(1999);
    expectAllOnceUntil(start + 2000);
    await clock.advance(1);
    expectAllOnceUntil(start + 4000);
  });

  it('has events made once a minute only', async () => {
    await clock.advance(180_000);
    expectAllOnceUntil(start + 180_000);
    expect(table.made.length).toBeLessThanOrEqual(4);
  });

  it('has them made anew when a scenario begins', async () => {
    await clock.advance(10_000);
    expect(table.made).toHaveLength(1);
    changes = [{ from: clock.now(), to: clock.now() + 60_000, trafficShare: 0.1 }];
    await clock.advance(2000);
    expect(table.made).toHaveLength(2);
    expect(table.made[1]).toContain('0.1');
    expectAllOnceUntil(start + 12_000);
  });

  it('goes on where it was when ClickHouse comes back', async () => {
    await clock.advance(6000);
    table.goAway(true);
    await clock.advance(30_000);
    expectAllOnceUntil(start + 6000);
    table.goAway(false);
    await clock.advance(2000);
    expectAllOnceUntil(start + 38_000);
    expect(log.lines.map((line) => line.message)).toEqual([
      expect.stringContaining('waits for ClickHouse'),
      expect.stringContaining('goes on'),
    ]);
  });

  it('catches up at once when it is woken', async () => {
    await clock.advance(6000);
    table.goAway(true);
    await clock.advance(20_500);
    table.goAway(false);
    shop.wake();
    await clock.advance(0);
    expectAllOnceUntil(start + 26_500);
  });

  it('writes nothing twice when only the answer was lost', async () => {
    await clock.advance(6000);
    table.loseAnswers(true);
    await clock.advance(2000);
    table.loseAnswers(false);
    await clock.advance(4000);
    expectAllOnceUntil(start + 12_000);
  });

  it('fills a night asleep with a single statement', async () => {
    await clock.advance(4000);
    const before = table.made.length;
    clock.jump(8 * 3_600_000);
    await clock.advance(0);
    expectAllOnceUntil(clock.now());
    expect(table.made).toHaveLength(before);
  });

  it('does not fill more than a day', async () => {
    await clock.advance(4000);
    clock.jump(30 * 3_600_000);
    await clock.advance(0);
    const gap = table.times.filter((at) => at > start + 4000);
    expect(gap[0]).toBeGreaterThanOrEqual(clock.now() - 86_400_000);
    expect(gap).toHaveLength(86_400_000 / 500);
  });

  it('stops', async () => {
    await clock.advance(4000);
    await shop.stop();
    await clock.advance(60_000);
    expectAllOnceUntil(start + 4000);
  });
});
