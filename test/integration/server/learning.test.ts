import { afterAll, beforeAll, expect, it } from 'vitest';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import type { ActiveAdjustment } from '../../../core/detection/feedback/adjustments.ts';
import { createLearnedRegistry } from '../../../core/monitor/learnedRegistry.ts';
import { nothingLearned } from '../../../core/monitor/learnedStates.ts';
import { createForecastSource } from '../../../core/watch/learning/forecastSource.ts';
import { createLearningDesk } from '../../../core/watch/learningDesk.ts';
import { Forecast, LearnedSeriesList } from '../../../shared/learning/learnedSeries.ts';
import { Settings } from '../../../shared/settings.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { ManualClock } from '../../support/manualClock.ts';
import { successOf } from '../../support/successOf.ts';
import { startTestHost } from '../../support/testHost.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let clickhouse: EmbeddedClickHouse;
beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse();
});
afterAll(() => clickhouse.stop());

it('the forecast of a series is its last day and the hours to come, with its limit and when it is reached', async () => {
  const database = await clickhouse.freshDatabase();
  const connection = connectTo(clickhouse.url, database);
  successOf(await applySchema(connection, AbortSignal.timeout(20_000)));
  await clickhouse.query(
    `INSERT INTO ${database}.component_metrics
     SELECT fromUnixTimestamp64Milli(toInt64(${noon - 9 * day} + number * 60000)), 'system', 'disk_usage',
       60 + 4 * greatest(0, (number - ${(9 * day - 5 * hour) / minute}) / 60) + 3 * sin(2 * pi() * number / 1440)
         + (cityHash64(number) % 1000) / 1000, map()
     FROM numbers(${(9 * day) / minute})`,
  );
  const settings = Settings.parse({ learning: { timeZone: 'UTC' } });
  const clock = new ManualClock(noon);
  const unasked = async () => Promise.reject(new Error('This is not asked here.'));
  const host = await startTestHost();
  try {
    const desk = createLearningDesk({
      source: createForecastSource({ connection, rulesConnection: connection, settings, clock }),
      ...{ registry: createLearnedRegistry(), settings, timeZone: 'UTC', adjustments: () => [], clock },
      ...{ learned: nothingLearned, backtest: unasked, why: unasked },
    });
    Object.assign(host.ports.learning, desk);
    const answer = await host.get('/api/learning/forecast?series=metric%2Fsystem%2Fdisk_usage&hours=4');
    expect(answer.status).toBe(200);
    const forecast = Forecast.parse(await answer.json());
    expect(forecast).toMatchObject({ title: 'Disk usage', unit: 'percent', limit: 90, note: null });
    expect(forecast.past.length).toBeGreaterThan(200);
    expect(forecast.past.at(-1)?.value).toBeGreaterThan(75);
    expect(forecast.ahead).toHaveLength((4 * hour) / forecast.stepMs);
    expect(Date.parse(forecast.ahead[0]?.at ?? '')).toBeGreaterThan(noon);
    const last = forecast.ahead.at(-1);
    expect((last?.upper ?? 0) - (last?.lower ?? 0)).toBeGreaterThan(0);
    const reaches = Date.parse(forecast.reachesLimitAt ?? '') - noon;
    expect(reaches).toBeGreaterThan(1.5 * hour);
    expect(reaches).toBeLessThan(4 * hour);

    const unknown = await host.get('/api/learning/forecast?series=metric%2Fnobody%2Fnothing');
    expect(await unknown.json()).toMatchObject({
      ...{ past: [], ahead: [], limit: null },
      note: 'Nothing was written of metric/nobody/nothing in the last day, or no series is called so.',
    });
    const refused = await host.get('/api/learning/forecast?series=x&hours=100');
    expect(refused.status).toBe(400);
    expect(JSON.stringify(await refused.json())).toContain('hours');

    const list = LearnedSeriesList.parse(await (await host.get('/api/learning/series')).json());
    expect(list).toEqual({ items: [], cost: { series: 0, left: 0, stateBytes: 0, lastCheckMs: null }, note: null });
  } finally {
    await host.close();
    await connection.close();
  }
}, 60_000);

it('a forecast goes by a level as soon as somebody has called it normal, and no more once that is undone', async () => {
  const database = await clickhouse.freshDatabase();
  const connection = connectTo(clickhouse.url, database);
  successOf(await applySchema(connection, AbortSignal.timeout(20_000)));
  await clickhouse.query(
    `INSERT INTO ${database}.component_metrics
     SELECT fromUnixTimestamp64Milli(toInt64(${noon - 9 * day} + number * 60000)), 'worker', 'queue_depth',
       if(number < ${(9 * day - 2 * hour) / minute}, 100, 200) + 20 * sin(2 * pi() * number / 1440)
         + (cityHash64(number) % 1000) / 200, map()
     FROM numbers(${(9 * day) / minute})`,
  );
  const settings = Settings.parse({ learning: { timeZone: 'UTC' } });
  const clock = new ManualClock(noon);
  const unasked = async () => Promise.reject(new Error('This is not asked here.'));
  const series = 'metric/worker/queue_depth';
  const normal: ActiveAdjustment = {
    ...{ id: 'a', series, kind: 'newNormal', hours: null, at: noon - 10 * minute, until: null },
  };
  let adjustments: readonly ActiveAdjustment[] = [];
  const desk = createLearningDesk({
    source: createForecastSource({ connection, rulesConnection: connection, settings, clock }),
    ...{ registry: createLearnedRegistry(), settings, timeZone: 'UTC', adjustments: () => adjustments, clock },
    ...{ learned: nothingLearned, backtest: unasked, why: unasked },
  });
  const lastOfDay = async () => {
    const { ahead } = await desk.forecast({ series, hours: 12 }, AbortSignal.timeout(20_000));
    return ahead.at(-1)?.expected ?? Number.NaN;
  };
  const before = await lastOfDay();
  adjustments = [normal];
  const since = await lastOfDay();
  expect(since).toBeGreaterThan(before * 1.3);
  adjustments = [];
  expect(await lastOfDay()).toBe(before);
  await connection.close();
}, 60_000);
