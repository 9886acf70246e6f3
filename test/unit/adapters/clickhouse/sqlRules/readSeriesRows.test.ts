import { describe, expect, it } from 'vitest';
import { readSeriesRows } from '../../../../../core/adapters/clickhouse/sqlRules/readSeriesRows.ts';

const time = { name: 'ts', type: "DateTime('Europe/Berlin')" };
const region = { name: 'region', type: 'String' };
const value = { name: 'value', type: 'Float64' };
const noon = Date.parse('2026-03-10T12:00:00Z');

describe('rows of a query that is learned', () => {
  it('are a series by their times, in UTC as ClickHouse was asked to write them', () => {
    const rows = [
      { ts: '2026-03-10T12:00:00Z', region: 'emea', value: 4 },
      { ts: '2026-03-10T12:05:00Z', region: 'emea', value: null },
    ];
    expect(readSeriesRows(rows, [time, region, value])).toEqual({
      ok: true,
      value: { rows: [{ at: noon, labels: { region: 'emea' }, value: 4 }], isSeries: true, odd: 1 },
    });
  });

  it('may have times as seconds or milliseconds, or whole days', () => {
    const at = (ts: unknown, type: string) => {
      const read = readSeriesRows([{ ts, value: 1 }], [{ name: 'ts', type }, value]);
      return read.ok ? read.value.rows[0]?.at : read.problem;
    };
    expect(at(noon / 1000, 'UInt32')).toBe(noon);
    expect(at(String(noon), 'Int64')).toBe(noon);
    expect(at('2026-03-10', 'Date')).toBe(Date.parse('2026-03-10T00:00:00Z'));
    expect(at('2026-03-10 12:00:00', 'DateTime')).toMatch(/^returns times without a zone/);
  });

  it('are of now without times, and refused where nothing tells them apart', () => {
    expect(readSeriesRows([{ value: 3 }], [value])).toMatchObject({
      value: { rows: [{ at: null, value: 3 }], isSeries: false },
    });
    expect(readSeriesRows([{ value: 3 }, { value: 4 }], [value])).toMatchObject({
      problem: expect.stringMatching(/^returns several rows for the same what is watched/),
    });
  });
});
