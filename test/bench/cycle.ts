import { createEngineSource } from '../../core/adapters/clickhouse/engineSource.ts';
import { applySchema } from '../../core/adapters/clickhouse/schema.ts';
import { readShape } from '../../core/adapters/clickhouse/tableShape.ts';
import { windowsFromEvents } from '../../core/adapters/clickhouse/windowsQuery.ts';
import { createWindowsReader } from '../../core/adapters/clickhouse/windowsReader.ts';
import { Settings } from '../../shared/settings.ts';
import { connectTo } from '../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../support/embeddedClickHouse.ts';
import { eventually } from '../support/eventually.ts';
import { recordingLog } from '../support/recordingLog.ts';
import { reportFigure } from '../support/reportFigure.ts';
import { successOf } from '../support/successOf.ts';

const dayMs = 86_400_000;
const { engine } = Settings.parse({});
const windowMs = engine.windowSeconds * 1000;
/** The end of a window, half a minute ago: a cycle at `now` has exactly this one window to judge. */
const judgedTo = Math.floor((Date.now() - 60_000) / windowMs) * windowMs;
const now = judgedTo + engine.latenessSeconds * 1000;

const clock = { now: () => now, after: () => ({ cancel: () => {} }) };
const signal = () => AbortSignal.timeout(600_000);

/**
 * Cycles of the engine over a day of events: without `metric_windows` beside the bare query that it sends, and with it
 * at 1, 10 and 50 million events.
 */
export async function benchCycle(): Promise<void> {
  const clickhouse = await startEmbeddedClickHouse();
  try {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    successOf(await applySchema(connection, signal()));
    await connection.close();
    let loaded = 0;
    for (const millions of [1, 10, 50]) {
      await load(clickhouse, database, loaded * 1e6, millions * 1e6);
      loaded = millions;
      // The merges that follow a load of millions of rows at once are no part of a cycle.
      await eventually(async () => {
        const merges = await clickhouse.query('SELECT count() FROM system.merges');
        if (merges !== '0') throw new Error(`${merges} merges are still running`);
      }, 60_000);
      if (millions === 10) {
        await besideBareQuery(clickhouse, database, 'cycle', windowMs);
        await besideBareQuery(clickhouse, database, 'replay of the day', dayMs);
      }
      const cycle = await cycleTimes(clickhouse, database, 'metric_windows', windowMs, 40);
      reportFigure('cycle with metric_windows', {
        millionEvents: millions,
        medianMs: median(cycle),
        slowestMs: Math.max(...cycle),
      });
    }
  } finally {
    await clickhouse.stop();
  }
}

/** A day that ends at `now`, evenly filled; a session is twenty events long. */
async function load(clickhouse: EmbeddedClickHouse, database: string, from: number, to: number): Promise<void> {
  const count = to - from;
  await clickhouse.query(`INSERT INTO ${database}.events SELECT
    fromUnixTimestamp64Milli(toInt64(${now - dayMs} + intDiv(number * ${dayMs}, ${count})), 'UTC'),
    ['page_view', 'page_view', 'page_view', 'page_view', 'page_view', 'page_view', 'page_view', 'add_to_cart', 'checkout', 'purchase'][number % 10 + 1],
    concat('u', toString(intDiv(number, 60))), concat('s', toString(${from} + intDiv(number, 20))), concat('p', toString(number % 500)),
    ['Shoes', 'Bags', 'Hats', 'Coats', 'Toys', 'Books', 'Games', 'Garden'][cityHash64(number) % 8 + 1],
    20 + cityHash64(number) % 80, 1, 'US', 'mobile'
    FROM numbers(${count})`);
}

async function besideBareQuery(
  clickhouse: EmbeddedClickHouse,
  database: string,
  name: string,
  judgedMs: number,
): Promise<void> {
  const connection = connectTo(clickhouse.url, database);
  const shape = successOf(await readShape(connection, 'events', signal()));
  await connection.close();
  const sql = `${windowsFromEvents(`${database}.events`, shape)} FORMAT JSON`;
  const from = judgedTo - judgedMs - engine.baselineWindows * windowMs;
  const address = `${clickhouse.url}/?param_from=${from}&param_to=${now + 300_000}&param_windowMs=${windowMs}`;
  const bare: number[] = [];
  const cycle: number[] = [];
  const rounds = judgedMs > windowMs ? 5 : 20;
  // By turns, so that whatever else the machine does is shared.
  for (let round = 0; round <= rounds; round++) {
    const startedAt = performance.now();
    const response = await fetch(address, { method: 'POST', body: sql });
    await response.text();
    if (!response.ok) throw new Error(`the bare query failed with status ${response.status}`);
    if (round > 0) bare.push(performance.now() - startedAt);
    cycle.push(...(await cycleTimes(clickhouse, database, 'no_such_table', judgedMs, 1)));
  }
  reportFigure(`${name} over 10 M events`, {
    cycleMs: median(cycle),
    bareQueryMs: median(bare),
    ratio: median(cycle) / median(bare),
  });
}

/**
 * Milliseconds of polls that judge the last `judgedMs`, each of a source that has judged the window before and hence
 * knows the tables and has measured the baseline, as that of a watch which runs.
 */
async function cycleTimes(
  clickhouse: EmbeddedClickHouse,
  database: string,
  metricWindows: string,
  judgedMs: number,
  rounds: number,
): Promise<number[]> {
  const connection = connectTo(clickhouse.url, database, { tables: { metricWindows } });
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const source = createEngineSource({
      reader: createWindowsReader(connection, clock.now),
      engine,
      currency: 'USD',
      staleAfterMs: 600_000,
      writeBack: null,
      clock,
      log: recordingLog(),
    });
    const before = JSON.stringify({ judgedUntil: judgedTo - 2 * windowMs });
    successOf(await source.poll({ now: now - windowMs, cursor: before }, signal()));
    const cursor = JSON.stringify({ judgedUntil: judgedTo - judgedMs });
    const startedAt = performance.now();
    const report = successOf(await source.poll({ now, cursor }, signal()));
    times.push(performance.now() - startedAt);
    if (report.kind !== 'read' || report.batches.length === 0) throw new Error('the cycle judged nothing');
  }
  await connection.close();
  return times;
}

function median(times: readonly number[]): number {
  const sorted = times.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

if (import.meta.main) await benchCycle();
