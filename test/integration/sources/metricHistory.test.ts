import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMetricHistory } from '../../../core/adapters/clickhouse/metricHistory.ts';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import { createWindowsReader } from '../../../core/adapters/clickhouse/windowsReader.ts';
import { Settings } from '../../../shared/settings.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { ordinary, writeWindow } from '../../support/shopEvents.ts';
import { successOf } from '../../support/successOf.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const windowMs = 300_000;
const signal = () => AbortSignal.timeout(20_000);

describe('the history of a metric', () => {
  let clickhouse: EmbeddedClickHouse;
  beforeAll(async () => {
    clickhouse = await startEmbeddedClickHouse();
  });
  afterAll(() => clickhouse.stop());

  async function shop(now: number) {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    successOf(await applySchema(connection, signal()));
    const reader = createWindowsReader(connection, () => now);
    return {
      connection,
      database,
      history: createMetricHistory({ reader, engine: Settings.parse({}).engine, now: () => now }),
    };
  }

  it('has a point for every complete window, each with the band of those before it', async () => {
    const { connection, database, history } = await shop(noon + 2 * windowMs + 1000);
    for (let index = -8; index < 2; index++) {
      const purchases = index === 0 ? 0 : 20;
      await writeWindow(clickhouse, `${database}.events`, noon + index * windowMs, windowMs, {
        ...ordinary,
        purchases,
      });
    }
    const query = { metric: 'revenue', labels: {}, from: noon - 4 * windowMs, to: noon + 10 * windowMs };
    const series = successOf(await history.series(query, signal()));
    expect(series).toMatchObject({ metric: 'revenue', unit: 'currency', windowMs });
    const flat = { mean: 500, lowerBound: 500, upperBound: 500 };
    const unknown = { mean: null, lowerBound: null, upperBound: null };
    expect(series.points.slice(0, 5)).toEqual([
      { windowStart: '2026-03-10T11:40:00.000Z', value: 500, ...unknown },
      { windowStart: '2026-03-10T11:45:00.000Z', value: 500, ...unknown },
      { windowStart: '2026-03-10T11:50:00.000Z', value: 500, ...flat },
      { windowStart: '2026-03-10T11:55:00.000Z', value: 500, ...flat },
      { windowStart: '2026-03-10T12:00:00.000Z', value: 0, ...flat },
    ]);
    expect(series.points).toHaveLength(6);
    // Eight of 500 and one of 0: mean 444.4; the band begins at 0, not below.
    expect(series.points[5]?.mean).toBeCloseTo(444.444, 3);
    expect(series.points[5]?.lowerBound).toBe(0);
    await connection.close();
  });

  it('has gaps where a rate means nothing', async () => {
    const { connection, database, history } = await shop(noon + 3 * windowMs);
    await writeWindow(clickhouse, `${database}.events`, noon, windowMs, ordinary);
    await writeWindow(clickhouse, `${database}.events`, noon + 2 * windowMs, windowMs, ordinary);
    const query = { metric: 'cart_abandonment', labels: {}, from: noon, to: noon + 3 * windowMs };
    const { points } = successOf(await history.series(query, signal()));
    expect(points.map((point) => point.value)).toEqual([60, null, 60]);
    await connection.close();
  });

  it('of a metric that is none of ours is refused', async () => {
    const { connection, history } = await shop(noon);
    const answer = await history.series({ metric: 'latency', labels: {}, from: 0, to: noon }, signal());
    expect(answer).toMatchObject({ ok: false, error: { code: 'notConfigured' } });
    await connection.close();
  });
});
