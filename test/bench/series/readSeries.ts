import { readFileSync } from 'node:fs';
import type { Sample } from '../../../core/detection/learning/learner.ts';

export interface Row extends Sample {
  /** As they are written in the file. */
  timestamp: string;
  text: string;
}

/** What is wrong with the data, for the person who gave it. */
export class BadSeries extends Error {}

const missing = new Set(['', 'nan', 'null']);
const infinities = new Map([
  ['inf', Number.POSITIVE_INFINITY],
  ['+inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
]);
/** Numbers of at least this are milliseconds; as seconds they would be of the year 5138. */
const firstMs = 1e11;

/**
 * The rows of a csv file with the columns `timestamp` and `value`, in any order and beside others. Times without a zone are UTC,
 * whole numbers are Unix time in s or ms, an empty value is missing.
 */
export function readSeries(path: string): Row[] {
  const [head = '', ...lines] = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  const columns = fieldsOf(head).map((name) => name.toLowerCase());
  const [time, value] = [columns.indexOf('timestamp'), columns.indexOf('value')];
  if (time < 0 || value < 0) throw new BadSeries(`${path} needs the columns timestamp and value; it has "${head}".`);
  const rows: Row[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const fields = fieldsOf(line);
    const [timestamp = '', text = ''] = [fields[time], fields[value]];
    const at = instantOf(timestamp);
    const number = numberOf(text);
    if (Number.isNaN(at) || Number.isNaN(number)) {
      throw new BadSeries(`${path}, line ${index + 2}, is not a time and a number: "${line}".`);
    }
    rows.push({ at, value: number, timestamp, text });
  }
  return rows;
}

const fieldsOf = (line: string): string[] => line.split(',').map((field) => field.trim().replace(/^"(.*)"$/, '$1'));

function numberOf(text: string): number | null {
  const word = text.toLowerCase();
  return missing.has(word) ? null : (infinities.get(word) ?? Number(text));
}

function instantOf(timestamp: string): number {
  if (/^\d{9,13}(\.\d+)?$/.test(timestamp)) {
    const number = Number(timestamp);
    return number >= firstMs ? number : number * 1000;
  }
  const iso = timestamp.replace(' ', 'T');
  const hasTime = iso.includes('T');
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(iso.slice(10));
  return Date.parse(hasTime && !hasZone ? `${iso}Z` : iso);
}
