import { describe, expect, it } from 'vitest';
import type { Connection, StrictAnswer, WishedSettings } from '../../../../../core/adapters/clickhouse/connection.ts';
import { askRule } from '../../../../../core/adapters/clickhouse/sqlRules/askRule.ts';
import { ManualClock } from '../../../../support/manualClock.ts';

const noon = Date.parse('2026-03-10T12:00:00.750Z');
const good: StrictAnswer = { ok: true, rows: [{ value: 7 }], columns: [{ name: 'value', type: 'UInt8' }] };
const level = (value: number): StrictAnswer => ({ ok: true, rows: [{ level: value }], columns: [] });
const refusal = (exception: number, words = ''): StrictAnswer => ({
  ok: false,
  error: { code: 'badQuery', retryable: false, message: 'It does not understand.' },
  ...{ exception, words },
});

interface Asked {
  sql: string;
  params: Record<string, unknown>;
  settings: WishedSettings | null;
}

/** A ClickHouse that gives one answer after the other; without one it never answers. */
function asking(query: string, ...answers: StrictAnswer[]) {
  const asked: Asked[] = [];
  const clock = new ManualClock(noon);
  const connection = {
    selectStrictly: async ({ sql, params = {} }, settings) => {
      asked.push({ sql, params, settings });
      return answers.shift() ?? new Promise<never>(() => {});
    },
  } satisfies Pick<Connection, 'selectStrictly'> as unknown as Connection;
  const never = new AbortController().signal;
  const answer = askRule(query, noon, { connection, clock, deadlineMs: 5000 }, never);
  return { asked, answer, clock };
}

describe('a query of a rule', () => {
  it('is asked for reading only, within limits, about the last five minutes', async () => {
    const { asked, answer } = asking('SELECT 7 WHERE {from:DateTime} < {to:DateTime};', good);
    expect(await answer).toMatchObject({ ok: true, value: { rows: [{ labels: {}, value: 7 }] } });
    expect(asked).toMatchObject([
      {
        sql: 'SELECT 7 WHERE {from:DateTime} < {to:DateTime}',
        params: { from: Math.floor(noon / 1000) - 300, to: Math.floor(noon / 1000) },
        settings: { readonly: 2, max_result_rows: 100, result_overflow_mode: 'throw', max_execution_time: 5 },
      },
    ]);
  });

  it('is asked for reading only where the limits are fixed', async () => {
    const { asked, answer } = asking('SELECT 7', refusal(452), good);
    expect(await answer).toMatchObject({ ok: true });
    expect(asked[1]?.settings).toEqual({ readonly: 2 });
  });

  it('is asked without any setting of a user who can write nothing', async () => {
    const { asked, answer } = asking('SELECT 7', refusal(164), refusal(164), level(1), good);
    expect(await answer).toMatchObject({ ok: true });
    expect(asked.map(({ sql, settings }) => [sql, settings === null])).toEqual([
      ['SELECT 7', false],
      ['SELECT 7', false],
      ["SELECT getSetting('readonly') AS level", true],
      ['SELECT 7', true],
    ]);
  });

  it.each([
    ['may write', level(0)],
    ['does not say', refusal(46)],
  ])('is never asked without of one who %s', async (_, said) => {
    const { asked, answer } = asking('SELECT 7', refusal(164), refusal(164), said, good);
    expect(await answer).toMatchObject({
      ok: false,
      problem: { message: 'Its query tries to change something: a rule may only read.' },
    });
    expect(asked.filter(({ sql, settings }) => sql === 'SELECT 7' && settings === null)).toEqual([]);
  });

  it('is not sent where it is no question at all', async () => {
    const { asked, answer } = asking('DROP TABLE t', good);
    expect(await answer).toMatchObject({
      ok: false,
      problem: { message: 'Its query must be a SELECT, and begins with DROP.' },
    });
    expect(asked).toEqual([]);
  });

  it('is given up after its deadline', async () => {
    const { answer, clock } = asking('SELECT 7');
    await clock.advance(5000);
    expect(await answer).toMatchObject({
      ok: false,
      problem: { code: 'timeout', message: expect.stringContaining('took longer than 5 s') },
    });
  });

  it("is explained in ClickHouse's words only to the person who writes it", async () => {
    const words =
      'Code: 47. DB::Exception: Unknown expression identifier `secret` in scope SELECT secret FROM t. (UNKNOWN_IDENTIFIER) (version 26.7.2.1 (official build))';
    const { answer } = asking('SELECT secret FROM t', refusal(47, words));
    expect(await answer).toMatchObject({
      problem: {
        message: 'ClickHouse does not understand its query (code 47).',
        detail: 'ClickHouse does not understand its query: Unknown expression identifier `secret`.',
        isConnection: false,
      },
    });
  });
});
