import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readSeries } from '../../bench/series/readSeries.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

const read = (text: string) => {
  const path = join(folder.path, 'series.csv');
  writeFileSync(path, text);
  return readSeries(path).map(({ at, value }) => [at, value]);
};
const noon = Date.parse('2026-03-10T12:00:00.000Z');

it.each([
  ['a time without a zone as UTC', 'timestamp,value\n2026-03-10 12:00:00,1\n'],
  ['a zone', 'timestamp,value\n2026-03-10T14:00:00+02:00,1\n'],
  ['lines of Windows, quotes and a byte order mark', '\uFEFF"Timestamp","Value"\r\n"2026-03-10 12:00:00","1"\r\n'],
  ['columns in any order, beside others', 'label,value,timestamp\n0,1,2026-03-10 12:00:00.000000\n'],
  ['Unix time in seconds', `timestamp,value\n${noon / 1000},1\n`],
  ['Unix time in milliseconds', `timestamp,value\n${noon},1\n`],
])('a series may be written with %s', (_, text) => {
  expect(read(text)).toEqual([[noon, 1]]);
});

it('keeps rows whose value is missing or infinite', () => {
  const values = read('timestamp,value\n2026-03-10,\n2026-03-11,NaN\n2026-03-12,inf\n2026-03-13,-inf\n').map(
    ([, value]) => value,
  );
  expect(values).toEqual([null, null, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
});

it('names the file and the line that are no series', () => {
  expect(() => read('time,value\n')).toThrow('needs the columns timestamp and value; it has "time,value"');
  expect(() => read('timestamp,value\n2026-03-10,1\nnow,1\n')).toThrow('line 3, is not a time and a number: "now,1"');
});
