import { describe, expect, it } from 'vitest';
import { readRuleRows } from '../../../../../core/adapters/clickhouse/sqlRules/readRuleRows.ts';

const column = (name: string, type: string) => ({ name, type });
const read = (rows: Record<string, unknown>[], ...columns: { name: string; type: string }[]) =>
  readRuleRows(rows, columns);

describe('an answer', () => {
  it('is the only number, whatever its column is called', () => {
    expect(read([{ 'count()': '12' }], column('count()', 'UInt64'))).toEqual({
      ok: true,
      value: { rows: [{ labels: {}, value: 12 }], odd: null, ignored: null },
    });
  });

  it('is the column “value” beside others, with text as labels', () => {
    const row = { host: 'a', ip: '10.0.0.1', other: 3, Value: '1.50', at: '2026-03-10' };
    const columns = [
      ...[column('host', 'LowCardinality(String)'), column('ip', 'IPv4'), column('other', 'UInt8')],
      ...[column('Value', 'Nullable(Decimal(18, 2))'), column('at', 'Date')],
    ];
    expect(readRuleRows([row], columns)).toEqual({
      ok: true,
      value: {
        rows: [{ labels: { host: 'a', ip: '10.0.0.1' }, value: 1.5 }],
        odd: null,
        ignored: 'Only text makes a label, so this is left out: other, at. Make it text with toString().',
      },
    });
  });

  it('may have no row, and rows without a number are left out', () => {
    const value = column('value', 'Nullable(Float64)');
    expect(read([], value)).toMatchObject({ ok: true, value: { rows: [], odd: null } });
    expect(read([{ value: null }], value)).toMatchObject({
      ok: true,
      value: { rows: [], odd: 'One of its rows holds no number (empty, NaN or infinite) and is left out.' },
    });
  });

  it.each([
    [[column('host', 'String')], 'returns no number: column host is text'],
    [[column('at', 'DateTime')], 'returns no number: column at is DateTime'],
    [
      [column('value', 'Nullable(String)'), column('n', 'UInt8')],
      'returns text where a number is needed: column value is text',
    ],
    [[column('a', 'UInt8'), column('b', 'Float32')], 'returns several numbers (a, b): call the one to judge “value”'],
    [[], 'returns no column'],
  ])('that cannot be judged says why: %j', (columns, problem) => {
    expect(readRuleRows([], columns)).toEqual({ ok: false, problem });
  });

  it('whose rows cannot be told apart says so', () => {
    const rows = [
      { host: 'a', value: 1 },
      { host: 'a', value: 2 },
    ];
    expect(read(rows, column('value', 'UInt8'))).toEqual({
      ok: false,
      problem: 'returns 2 rows that no column of text tells apart: group by what is watched, and return it',
    });
    expect(read(rows, column('value', 'UInt8'), column('host', 'String'))).toMatchObject({
      problem: 'returns 2 rows that host does not tell apart: group by what is watched, and return it',
    });
  });
});
