import { cleanText } from '../cleanText.ts';
import type { Column, Row } from '../readAnswer.ts';
import { plainType } from '../tableShape.ts';
import { isText, labelsOf, mostLabels, numberOf, type RuleRow, valueColumn } from './readRuleRows.ts';

interface SeriesRow extends RuleRow {
  /** ms UTC; null: of now, as there is no column of times. */
  at: number | null;
}

export interface SeriesRows {
  rows: SeriesRow[];
  /** Whether there is a column of times. */
  isSeries: boolean;
  /** Rows without a number, or without a time. */
  odd: number;
}

const timeNames = ['ts', 'time', 'timestamp', 'event_time', 'minute', 'hour', 'day'];
const isTime = ({ name, type }: Column) =>
  /^Date/.test(plainType(type)) || (timeNames.includes(name.toLowerCase()) && /^U?Int/.test(plainType(type)));

/**
 * Numbers by labels and, where a column holds times (a date type, or `ts` and the like as seconds or milliseconds since 1970),
 * by these. Rows that nothing tells apart are refused; `problem` continues "its query". Pure.
 */
export function readSeriesRows(
  rows: readonly Row[],
  columns: readonly Column[],
): { ok: true; value: SeriesRows } | { ok: false; problem: string } {
  const time = columns.find((column) => column.name.toLowerCase() === 'ts' && isTime(column)) ?? columns.find(isTime);
  const others = columns.filter((column) => column !== time);
  const chosen = valueColumn(others);
  if ('problem' in chosen) return { ok: false, problem: chosen.problem };
  const texts = others.filter(({ type }) => isText(type)).slice(0, mostLabels);
  const keys = new Set<string>();
  const read: SeriesRow[] = [];
  for (const row of rows) {
    const value = numberOf(row[chosen.name]);
    const at = time === undefined ? null : instantOf(row[time.name]);
    if (at === 'zoneless') return { ok: false, problem: zoneless(time?.name ?? '') };
    if (value === null || at === 'none') continue;
    const labels = labelsOf(row, texts);
    keys.add(JSON.stringify([at, labels]));
    read.push({ at, labels, value });
  }
  if (keys.size < read.length) {
    const by = time === undefined ? 'what is watched' : 'time and what is watched';
    return { ok: false, problem: `returns several rows for the same ${by}: group by it, and return it` };
  }
  return { ok: true, value: { rows: read, isSeries: time !== undefined, odd: rows.length - read.length } };
}

/** Numbers below this are seconds (until the year 5138), those above milliseconds. */
const leastMs = 100_000_000_000;

function instantOf(value: unknown): number | 'none' | 'zoneless' {
  if (typeof value === 'number' || (typeof value === 'string' && /^\d+$/.test(value))) {
    const number = Number(value);
    return Number.isFinite(number) && number > 0 ? (number < leastMs ? number * 1000 : number) : 'none';
  }
  if (typeof value !== 'string' || value === '') return 'none';
  // A day is the whole day in UTC, as all times are on the wire.
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return Date.parse(`${value}T00:00:00Z`);
  if (!/Z$|[+-]\d\d:?\d\d$/.test(value)) return 'zoneless';
  const at = Date.parse(value);
  return Number.isFinite(at) ? at : 'none';
}

const zoneless = (name: string) =>
  `returns times without a zone (column ${cleanText(name, 60)}), because its user may change no setting: return toUnixTimestamp(${cleanText(name, 60)}) AS ts`;
