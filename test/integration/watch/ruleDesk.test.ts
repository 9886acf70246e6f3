import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applySchema } from '../../../core/adapters/clickhouse/schema.ts';
import { systemClock } from '../../../core/adapters/system/systemClock.ts';
import { createRuleDesk } from '../../../core/watch/ruleDesk.ts';
import { Settings } from '../../../shared/settings.ts';
import { RuleTrial, RuleTrialRequest } from '../../../shared/signals/ruleTrial.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { successOf } from '../../support/successOf.ts';

const minute = 60_000;
const hour = 60 * minute;
const signal = () => AbortSignal.timeout(30_000);

let clickhouse: EmbeddedClickHouse;
beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse({ timezone: 'America/New_York' });
});
afterAll(() => clickhouse.stop());

/** A day of disk usage, a number a minute until now, that is high in three stretches; and errors by host. */
async function aDay() {
  const database = await clickhouse.freshDatabase();
  const connection = connectTo(clickhouse.url, database, { inDatabase: true });
  successOf(await applySchema(connection, signal()));
  const now = systemClock.now();
  await clickhouse.query(`INSERT INTO ${database}.component_metrics (ts, component, metric, value)
    SELECT fromUnixTimestamp64Milli(${now} - number * 60000), 'db', 'disk_usage',
      if(number BETWEEN 60 AND 90 OR number BETWEEN 400 AND 405 OR number BETWEEN 900 AND 902, 95, 60) FROM numbers(1500)`);
  await clickhouse.query(`INSERT INTO ${database}.component_metrics (ts, component, metric, value) VALUES
    (fromUnixTimestamp64Milli(${now - 30 * hour}), 'importer', 'lag', nan)`);
  await clickhouse.query(`CREATE TABLE ${database}.errors ENGINE = MergeTree ORDER BY ts AS
    SELECT fromUnixTimestamp64Milli(${now} - 1 - number * 60000) AS ts, 'a' AS host,
      toUInt64(if(number BETWEEN 300 AND 330, 20, 1)) AS errors FROM numbers(1500)`);
  // Time stands still: a minute that turns before the rule is tried would move everything by one.
  const clock = { ...systemClock, now: () => now };
  const desk = createRuleDesk({ connection, settings: Settings.parse({}), clock });
  return {
    connection,
    metrics: () => desk.metrics(signal()),
    tryOut: async (rule: Record<string, unknown>) =>
      RuleTrial.parse(
        await desk.tryOut(
          RuleTrialRequest.parse({ rule: { name: 'mine', condition: { kind: 'above', limit: 90 }, ...rule } }),
          signal(),
        ),
      ),
  };
}

const ofDisk = { kind: 'metric', metric: 'disk_usage' };
const byHost =
  'SELECT host, sum(errors) AS value FROM errors WHERE ts >= {from:DateTime} AND ts < {to:DateTime} GROUP BY host';

describe('trying a rule over a metric', () => {
  it('says when it would have fired in the last day, and what it says now', async () => {
    const { tryOut, connection } = await aDay();
    const trial = await tryOut(ofDisk);
    expect(trial).toMatchObject({ firings: 3, limit: 90, problem: null, note: null });
    expect(trial.series).toHaveLength(1);
    const [series] = trial.series;
    expect(series).toMatchObject({ labels: { component: 'db' }, expected: 90 });
    expect(series?.points.length).toBeLessThanOrEqual(288);
    expect(series?.points.filter(({ value }) => value === 95).length).toBeGreaterThanOrEqual(9);
    expect(series?.firedAt.map((at) => Math.round((Date.parse(trial.to) - Date.parse(at)) / minute))).toEqual([
      902, 405, 90,
    ]);
    expect(trial.now).toEqual([
      { labels: { component: 'db' }, value: 60, isWrong: false, sentence: 'Disk usage 60 on db: not above 90.' },
    ]);
    await connection.close();
  });

  it('judges by minute how long it lasted, and by the cooldown what is the same alert', async () => {
    const { tryOut, connection } = await aDay();
    expect(await tryOut({ ...ofDisk, forMinutes: 5 })).toMatchObject({ firings: 2 });
    expect(await tryOut({ ...ofDisk, forMinutes: 15 })).toMatchObject({ firings: 1 });
    expect(await tryOut({ ...ofDisk, cooldownMinutes: 1440 })).toMatchObject({ firings: 1 });
    expect(await tryOut({ ...ofDisk, condition: { kind: 'aboveBaseline', percent: 50 } })).toMatchObject({
      firings: 3,
      limit: null,
    });
    expect(await tryOut({ kind: 'threshold', metric: 'disk_usage', limit: 97 })).toMatchObject({
      firings: 0,
      limit: 97,
    });
    await connection.close();
  });

  it('explains a metric that nobody writes, at its field', async () => {
    const { tryOut, connection } = await aDay();
    expect(await tryOut({ kind: 'metric', metric: 'disk_usgae' })).toMatchObject({
      firings: 0,
      problem: {
        field: 'metric',
        message: expect.stringContaining('Nothing was written of metric disk_usgae in the last day'),
      },
    });
    expect(await tryOut({ ...ofDisk, component: 'web' })).toMatchObject({ problem: { field: 'component' } });
    await connection.close();
  });
});

describe('trying a rule over a query', () => {
  it('asks it about the last day, and says how often it would have fired', async () => {
    const { tryOut, connection } = await aDay();
    const trial = await tryOut({ kind: 'sql', query: byHost, condition: { kind: 'above', limit: 50 }, unit: 'count' });
    expect(trial).toMatchObject({ firings: 1, limit: 50, problem: null });
    expect(trial.series[0]?.points.length).toBeGreaterThanOrEqual(96);
    expect(trial.now).toEqual([
      { labels: { host: 'a' }, value: 5, isWrong: false, sentence: 'Mine 5 on a: not above 50.' },
    ]);
    expect(trial.note).toContain('every 15 minutes');
    await connection.close();
  });

  it('judges a change against the points of the hour before', async () => {
    const { tryOut, connection } = await aDay();
    const trial = await tryOut({ kind: 'sql', query: byHost, condition: { kind: 'aboveBaseline', percent: 50 } });
    expect(trial).toMatchObject({ firings: 1, limit: null });
    expect(trial.series[0]?.expected).toBe(5);
    expect(trial.now).toMatchObject([{ value: 5, isWrong: false, sentence: 'Mine 5 on a: 0 % from its usual 5.' }]);
    await connection.close();
  });

  it('tries a query without times now alone, and says how it could be tried on the past', async () => {
    const { tryOut, connection } = await aDay();
    const trial = await tryOut({ kind: 'sql', query: 'SELECT sum(errors) FROM errors' });
    expect(trial).toMatchObject({
      firings: 1,
      knowsPast: false,
      note: expect.stringContaining('write {to:DateTime} instead of now()'),
    });
    expect(trial.now).toMatchObject([{ isWrong: true, sentence: expect.stringMatching(/above its limit of 90/) }]);
    await connection.close();
  });

  it.each([
    ['DROP TABLE errors', 'It must be a SELECT, and begins with DROP.'],
    [
      'SELECT nosuch FROM errors',
      'Its query names a column that is not there: Unknown expression identifier `nosuch`.',
    ],
    ['SELECT host FROM errors LIMIT 1', 'Its query returns no number: column host is text.'],
    ['SELECT (1', 'ClickHouse does not understand its query: Syntax error'],
    ['SELECT errors FROM errors', 'Its query returns more than 100 rows'],
    [
      'SELECT count() FROM errors WHERE ts > {since:DateTime}',
      'It knows {from:DateTime} and {to:DateTime} (or DateTime64), and not {since:DateTime}.',
    ],
  ])('explains what is wrong with %s at the query', async (query, message) => {
    const { tryOut, connection } = await aDay();
    const { problem, series } = await tryOut({ kind: 'sql', query });
    expect(problem?.field).toBe('query');
    expect(problem?.message).toContain(message);
    expect(series).toEqual([]);
    await connection.close();
  });
});

describe('what there is to write rules about', () => {
  it('is every metric of the last week, with its components', async () => {
    const { metrics, connection } = await aDay();
    expect(await metrics()).toMatchObject({
      items: [
        { metric: 'disk_usage', component: 'db', lastValue: 60, series: 1 },
        { metric: 'lag', component: 'importer', lastValue: null, series: 1 },
      ],
      note: null,
    });
    await connection.close();
  });

  it('is nothing without a table or a ClickHouse, and says why', async () => {
    const database = await clickhouse.freshDatabase();
    const connection = connectTo(clickhouse.url, database);
    const settings = Settings.parse({});
    const desk = createRuleDesk({ connection, settings, clock: systemClock });
    expect(await desk.metrics(signal())).toMatchObject({
      items: [],
      note: expect.stringContaining('component_metrics'),
    });
    const none = createRuleDesk({ connection: null, settings, clock: systemClock });
    expect(await none.metrics(signal())).toMatchObject({
      items: [],
      note: expect.stringContaining('No ClickHouse is set up'),
    });
    expect(await none.tryOut({ rule: { kind: 'threshold', metric: 'disk_usage', limit: 1 } }, signal())).toMatchObject({
      problem: { field: null, message: expect.stringContaining('No ClickHouse') },
    });
    await connection.close();
  });
});
