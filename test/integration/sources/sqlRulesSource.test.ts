import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSqlRulesSource } from '../../../core/adapters/clickhouse/sqlRules/sqlRulesSource.ts';
import { systemClock } from '../../../core/adapters/system/systemClock.ts';
import { sqlRulesOf } from '../../../core/detection/rules/rulesOf.ts';
import type { SourceReport } from '../../../core/monitor/source.ts';
import { Settings } from '../../../shared/settings.ts';
import { connectTo } from '../../support/clickHouseConnection.ts';
import { type EmbeddedClickHouse, startEmbeddedClickHouse } from '../../support/embeddedClickHouse.ts';
import { successOf } from '../../support/successOf.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const minute = 60_000;
const signal = () => AbortSignal.timeout(30_000);

type Read = Extract<SourceReport, { kind: 'read' }>;

let clickhouse: EmbeddedClickHouse;
beforeAll(async () => {
  clickhouse = await startEmbeddedClickHouse({ timezone: 'America/New_York' });
});
afterAll(() => clickhouse.stop());

/** A table of errors by host, and rules over it. */
async function watching(rules: Record<string, unknown>[], deadlineMs = 10_000) {
  const database = await clickhouse.freshDatabase();
  await clickhouse.query(
    `CREATE TABLE ${database}.errors (ts DateTime('UTC'), host String, errors UInt64) ENGINE = MergeTree ORDER BY ts`,
  );
  const connection = connectTo(clickhouse.url, database, { inDatabase: true });
  const { metrics } = Settings.parse({
    metrics: { rules: rules.map((rule) => ({ kind: 'sql', condition: { kind: 'above', limit: 10 }, ...rule })) },
  });
  let cursor: string | null = null;
  const aSource = () =>
    createSqlRulesSource({ connection, rules: sqlRulesOf(metrics), deadlineMs, currency: 'USD', clock: systemClock });
  let source = aSource();
  return {
    connection,
    write: (at: number, host: string, errors: number) =>
      clickhouse.query(`INSERT INTO ${database}.errors VALUES (${Math.floor(at / 1000)}, '${host}', ${errors})`),
    restart: () => {
      source = aSource();
    },
    ask: (now: number) => source.poll({ now, cursor }, signal()),
    async poll(now: number): Promise<Read> {
      const report = successOf(await source.poll({ now, cursor }, signal()));
      if (report.kind !== 'read') throw new Error(report.message);
      cursor = report.cursor;
      return report;
    },
  };
}

const told = (report: Read) => report.batches.flatMap(({ observations }) => observations);
const unjudged = (report: Read) => report.batches.flatMap((batch) => batch.unjudged ?? []);
const byHost =
  'SELECT host, sum(errors) AS value FROM errors WHERE ts >= {from:DateTime} AND ts < {to:DateTime} GROUP BY host';
const counting = (to: string) => `SELECT count() AS value FROM numbers(${to})`;

describe('a rule over a query', () => {
  it('judges each row of the last five minutes for itself', async () => {
    const { write, poll, connection } = await watching([
      {
        name: 'host_errors',
        query: byHost,
        severity: 'high',
        title: 'Errors',
        unit: 'count',
        runbookUrl: 'https://x.test/run',
      },
    ]);
    await write(noon - 6 * minute, 'old', 99);
    await write(noon - 4 * minute, 'a', 8);
    await write(noon - minute, 'a', 3);
    await write(noon - minute, 'b', 10);
    await write(noon, 'b', 99);
    const report = await poll(noon);
    expect(report).toMatchObject({
      note: null,
      batches: [{ source: 'rules', at: noon, completeness: 'window', unjudged: [] }],
    });
    expect(told(report)).toMatchObject([
      {
        ...{
          source: 'rules',
          type: 'host_errors',
          labels: { host: 'a' },
          severity: 'high',
          title: 'Errors',
          unit: 'count',
        },
        ...{ metricValue: 11, expectedValue: 10, runbookUrl: 'https://x.test/run', cooldownMs: 15 * minute },
        description: 'Errors 11 on a, above its limit of 10.',
      },
    ]);
    await connection.close();
  });

  it('is asked as often as it says, and keeps what it found in between', async () => {
    const { poll, connection } = await watching([{ name: 'slowly', query: 'SELECT 11', everySeconds: 120 }]);
    expect(told(await poll(noon))).toHaveLength(1);
    const between = await poll(noon + minute);
    expect([told(between), unjudged(between)]).toEqual([[], [{ type: 'slowly', labels: null }]]);
    expect(told(await poll(noon + 2 * minute))).toHaveLength(1);
    await connection.close();
  });

  it.each([
    ['writes', 'INSERT INTO errors SELECT 1', 'must be a SELECT, and begins with INSERT'],
    ['has a second statement', 'SELECT 1; DROP TABLE errors', 'something after the semicolon'],
    ['reads a file', "SELECT count() FROM file('/etc/passwd', 'LineAsString')", 'outside the database: file'],
    ['lifts its limits', 'SELECT 1 SETTINGS max_execution_time = 0', 'must not have SETTINGS'],
    ['returns text', "SELECT 'many' AS value", 'column value is text'],
    ['returns several numbers', 'SELECT 1 AS a, 2 AS b', 'several numbers (a, b)'],
    ['returns too many rows', 'SELECT toString(number), number FROM numbers(101)', 'more than 100 rows'],
    ['reads the world', 'SELECT count() FROM system.numbers', 'more than a billion rows'],
    ['asks a table that is not there', 'SELECT count() FROM nosuch', 'not there'],
    ['names a column that is not there', 'SELECT sum(nosuch) FROM errors', 'names a column that is not there'],
    ['is no SQL', 'SELECT FROM WHERE', 'does not understand'],
    ['calls what is not there', 'SELECT nosuch(1)', 'does not understand'],
    ['breaks as it runs', "SELECT toInt64('many')", 'could not answer its query (code'],
  ])('that %s is not judged and says so, beside others that are', async (_, query, words) => {
    const { poll, connection } = await watching([
      { name: 'bad', query },
      { name: 'good', query: 'SELECT 11' },
    ]);
    const report = await poll(noon);
    expect(told(report).map(({ type }) => type)).toEqual(['good']);
    expect(unjudged(report)).toEqual([{ type: 'bad', labels: null }]);
    expect(report.note).toContain('bad is not judged. ');
    expect(report.note).toContain(words);
    expect(report.ruleNotes).toEqual({ bad: expect.stringMatching(/^Not judged\. /) });
    expect(report.ruleNotes?.bad).toContain(words);
    await connection.close();
  });

  it('that joins the world is stopped, and neither the others nor the check wait for it', async () => {
    const world = 'SELECT count() FROM numbers(1000000) AS a CROSS JOIN numbers(1000000) AS b';
    const { poll, connection } = await watching(
      [
        { name: 'good', query: 'SELECT 11' },
        ...[1, 2, 3, 4].map((number) => ({ name: `world_${number}`, query: world })),
        { name: 'late', query: 'SELECT 12' },
      ],
      4000,
    );
    const startedAt = performance.now();
    await poll(noon);
    expect(performance.now() - startedAt).toBeLessThan(4000);
    // Those that failed wait until the others were asked.
    const second = await poll(noon + minute);
    expect(told(second).map(({ type }) => type)).toEqual(['good', 'late']);
    expect(second.note).toContain('took longer than 2 s and was stopped');
    await connection.close();
  });

  it('leaves rows without a number out, and says so', async () => {
    const { poll, connection } = await watching([
      {
        name: 'odd',
        query: "SELECT arrayJoin(['a', 'b', 'c']) AS host, multiIf(host = 'a', nan, host = 'b', inf, 11) AS value",
      },
    ]);
    const report = await poll(noon);
    expect(told(report).map(({ labels }) => labels)).toEqual([{ host: 'c' }]);
    const sentence = '2 of its rows hold no number (empty, NaN or infinite) and are left out.';
    expect(report).toMatchObject({ note: `odd: ${sentence}`, ruleNotes: { odd: sentence } });
    await connection.close();
  });

  it('succeeds when every rule fails, and fails when ClickHouse cannot be asked', async () => {
    const { poll, connection } = await watching([{ name: 'bad', query: 'SELECT nosuch' }]);
    expect((await poll(noon)).note).toContain('bad is not judged');
    await connection.close();
    const rules = sqlRulesOf(
      Settings.parse({
        metrics: { rules: [{ kind: 'sql', name: 'lost', query: 'SELECT 1', condition: { kind: 'above', limit: 1 } }] },
      }).metrics,
    );
    const nowhere = connectTo('http://127.0.0.1:1', 'default');
    const source = createSqlRulesSource({
      connection: nowhere,
      rules,
      deadlineMs: 10_000,
      currency: 'USD',
      clock: systemClock,
    });
    expect(await source.poll({ now: noon, cursor: null }, signal())).toMatchObject({
      ok: false,
      error: { code: 'unreachable' },
    });
    await nowhere.close();
  });
});

describe('what was before', () => {
  it('is asked of a query that can be asked about the past, also after a restart', async () => {
    const { write, poll, restart, connection } = await watching([
      { name: 'jump', query: byHost, condition: { kind: 'aboveBaseline', percent: 50 } },
    ]);
    for (let index = 1; index < 80; index++) await write(noon - index * minute, 'a', index < 5 ? 4 : 2);
    const report = await poll(noon);
    expect(told(report)).toMatchObject([{ labels: { host: 'a' }, metricValue: 18, expectedValue: 10 }]);
    restart();
    expect(told(await poll(noon + 1000))).toHaveLength(1);
    await connection.close();
  });

  it('is not known of a query without times: an open alert stays until it is', async () => {
    const { write, poll, restart, connection } = await watching([
      { name: 'lasting', query: 'SELECT sum(errors) AS value FROM errors', forMinutes: 10, everySeconds: 30 },
    ]);
    await write(noon, 'a', 99);
    expect(unjudged(await poll(noon))).toEqual([{ type: 'lasting', labels: {} }]);
    expect(told(await poll(noon + 5 * minute))).toEqual([]);
    expect(told(await poll(noon + 10 * minute))).toMatchObject([
      { description: 'Lasting 99, above its limit of 10 for 10 min.' },
    ]);
    restart();
    const after = await poll(noon + 11 * minute);
    expect([told(after), unjudged(after)]).toEqual([[], [{ type: 'lasting', labels: {} }]]);
    await connection.close();
  });

  it('ends with a row that is not there: it was not wrong all the time', async () => {
    const { write, poll, connection } = await watching([
      { name: 'lasting', query: `${byHost} HAVING value > 10`, forMinutes: 10, everySeconds: 30 },
    ]);
    await write(noon - minute, 'a', 99);
    await poll(noon);
    expect(unjudged(await poll(noon + 5 * minute))).toEqual([]);
    await write(noon + 9 * minute, 'a', 99);
    expect(told(await poll(noon + 10 * minute))).toEqual([]);
    await connection.close();
  });
});

describe('a rule that waits for rows', () => {
  it('misses each that came before, over a restart, and itself when none ever came', async () => {
    const absent = { query: byHost, condition: { kind: 'absent', minutes: 10 }, everySeconds: 30 };
    const { write, poll, restart, connection } = await watching([
      { name: 'silent', ...absent },
      { name: 'never', ...absent, query: 'SELECT 1 AS value WHERE 0' },
    ]);
    await write(noon - minute, 'a', 1);
    await write(noon + 8 * minute, 'b', 1);
    expect(told(await poll(noon))).toEqual([]);
    expect(told(await poll(noon + 9 * minute))).toEqual([]);
    restart();
    expect(told(await poll(noon + 12 * minute)).map(({ type, labels }) => [type, labels])).toEqual([
      ['silent', { host: 'a' }],
      ['never', {}],
    ]);
    await connection.close();
  });
});

describe('a user whose rights are small', () => {
  it('is asked without limits only when it can write nothing', async () => {
    const { connection } = await watching([]);
    const answer = await connection.selectStrictly(
      { sql: "SELECT getSetting('readonly') AS level" },
      { readonly: 2 },
      signal(),
    );
    expect(answer).toMatchObject({ ok: true, rows: [{ level: 2 }], columns: [{ name: 'level', type: 'UInt8' }] });
    const refused = await connection.selectStrictly({ sql: 'SELECT 1' }, { nosuch_setting: 1 }, signal());
    expect(refused).toMatchObject({ ok: false, exception: 115 });
    await connection.close();
  });
});

it('counts no more than it may', async () => {
  const { poll, connection } = await watching([{ name: 'many', query: counting('1000000') }]);
  expect(told(await poll(noon))).toMatchObject([{ metricValue: 1_000_000 }]);
  await connection.close();
});
