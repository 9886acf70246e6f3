import { describe, expect, it } from 'vitest';
import { isOlderThan } from '../../../../core/adapters/clickhouse/isOlderThan.ts';
import { problemOf } from '../../../../core/adapters/clickhouse/problemOf.ts';
import { type Answer, rowsOf } from '../../../../core/adapters/clickhouse/readAnswer.ts';

const answer = (overrides: Partial<Answer>): Answer => ({
  status: 200,
  exceptionCode: null,
  contentType: 'application/json; charset=UTF-8',
  text: '{"data":[{"a":1}],"rows":1}',
  ...overrides,
});
const asked = { host: 'ch:8123', user: 'ada', database: 'realtime', table: 'events' };

describe('an answer', () => {
  it('holds rows', () => expect(rowsOf(answer({}))).toEqual({ ok: true, rows: [{ a: 1 }], columns: [] }));

  it('is judged by the code in its header, not by its text', () => {
    const read = rowsOf(answer({ status: 404, exceptionCode: '60', text: 'Code: 62. DB::Exception: misleading' }));
    expect(read).toMatchObject({ ok: false, failure: { kind: 'exception', exception: 60 } });
  });

  it.each([
    [516, 'auth', /refused user "ada"/],
    [81, 'missingDatabase', /There is no database realtime on ch:8123/],
    [60, 'missingTable', /There is no table realtime\.events on ch:8123/],
    [497, 'notAllowed', /User "ada" may not do this with table realtime\.events/],
    [159, 'timeout', /took too long/],
    [202, 'rateLimited', /overloaded/],
    [243, 'storage', /disk of ClickHouse at ch:8123 is full/],
    [62, 'badQuery', /does not understand the question about realtime\.events \(code 62\)/],
    [999, 'unknown', /failed about realtime\.events with code 999/],
  ])('with exception %d is reported as %s', (exception, code, sentence) => {
    const problem = problemOf({ kind: 'exception', exception, text: "Code: 1. SELECT 'hunter2'" }, asked);
    expect(problem.code).toBe(code);
    expect(problem.message).toMatch(sentence);
    expect(problem.message).not.toContain('hunter2');
    expect(problem.message).not.toContain('!');
  });

  it.each([
    ['Unknown expression identifier `price` in scope SELECT price', 'price'],
    ["Missing columns: 'unit_price' while processing query", 'unit_price'],
    ['There is no column with that name', null],
  ])('that misses a column names it: %s', (text, column) => {
    const { message } = problemOf({ kind: 'exception', exception: 47, text }, asked);
    expect(message).toMatch(column === null ? /^A column is missing/ : new RegExp(`^Column ${column} is missing`));
  });
});

describe('versions', () => {
  it.each([
    ['18.16.1', '21.9', true],
    ['21.8.15.7', '21.9', true],
    ['21.9', '21.9', false],
    ['21.10.1', '21.9', false],
    ['26.7.2.1', '21.9', false],
  ])('%s is older than %s: %s', (version, other, older) => expect(isOlderThan(version, other)).toBe(older));
});
