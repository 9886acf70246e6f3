import { cleanText } from '../cleanText.ts';
import type { Column, Row } from '../readAnswer.ts';
import { plainType } from '../tableShape.ts';

/** A row of a rule's answer: what is judged, and what tells it from other rows. */
export interface RuleRow {
  labels: Record<string, string>;
  value: number;
}

export interface RuleRows {
  rows: RuleRow[];
  /** Rows without a number to judge, in a sentence; null: there are none. */
  odd: string | null;
  /** Columns that are neither judged nor labels, in a sentence; null: there are none. */
  ignored: string | null;
}

export const mostLabels = 10;
const isNumber = (type: string) => /^(U?Int\d+|B?Float\d+|Decimal|Bool)/.test(plainType(type));
export const isText = (type: string) => /^(String|FixedString|Enum|UUID|IPv)/.test(plainType(type));

/** The numbers of an answer by their labels; `problem` continues "its query". Pure. */
export function readRuleRows(
  rows: readonly Row[],
  columns: readonly Column[],
): { ok: true; value: RuleRows } | { ok: false; problem: string } {
  const chosen = valueColumn(columns);
  if ('problem' in chosen) return { ok: false, problem: chosen.problem };
  const { name } = chosen;
  const texts = columns.filter(({ type }) => isText(type)).slice(0, mostLabels);
  const read = rows.flatMap((row): RuleRow[] => {
    const value = numberOf(row[name]);
    return value === null ? [] : [{ labels: labelsOf(row, texts), value }];
  });
  const keys = new Set(read.map(({ labels }) => JSON.stringify(labels)));
  if (keys.size < read.length) {
    const told =
      texts.length === 0
        ? 'no column of text tells apart'
        : `${listed(texts)} ${texts.length === 1 ? 'does' : 'do'} not tell apart`;
    return { ok: false, problem: `returns ${read.length} rows that ${told}: group by what is watched, and return it` };
  }
  const ignored = columns.filter((column) => column.name !== name && !texts.includes(column));
  return {
    ok: true,
    value: { rows: read, odd: oddSentence(rows.length - read.length), ignored: ignoredSentence(ignored) },
  };
}

/** The column that is judged, or why there is none; `problem` continues "its query". */
export function valueColumn(columns: readonly Column[]): Column | { problem: string } {
  const value = columns.find(({ name }) => name.toLowerCase() === 'value');
  const numbers = columns.filter(({ type }) => isNumber(type));
  const [first, second] = numbers;
  if (value) {
    return isNumber(value.type)
      ? value
      : { problem: `returns text where a number is needed: column ${value.name} is ${wordFor(value.type)}` };
  }
  if (second !== undefined) {
    return { problem: `returns several numbers (${listed(numbers)}): call the one to judge “value”` };
  }
  if (first !== undefined) return first;
  const [only] = columns;
  return {
    problem:
      only === undefined
        ? 'returns no column'
        : `returns no number: ${columns
            .map(({ name, type }) => `column ${cleanText(name, 60)} is ${wordFor(type)}`)
            .slice(0, 5)
            .join(', ')}`,
  };
}

/** 64-bit integers and decimals may come as text; what is no number comes as null. */
export function numberOf(value: unknown): number | null {
  if (value === null || value === undefined || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

export function labelsOf(row: Row, texts: readonly Column[]): Record<string, string> {
  return Object.fromEntries(texts.map(({ name }) => [cleanText(name, 100), cleanText(String(row[name] ?? ''), 200)]));
}

function oddSentence(count: number): string | null {
  if (count === 0) return null;
  return count === 1
    ? 'One of its rows holds no number (empty, NaN or infinite) and is left out.'
    : `${count} of its rows hold no number (empty, NaN or infinite) and are left out.`;
}

const ignoredSentence = (ignored: readonly Column[]) =>
  ignored.length === 0
    ? null
    : `Only text makes a label, so this is left out: ${listed(ignored)}. Make it text with toString().`;

const listed = (columns: readonly Column[]) =>
  columns
    .slice(0, 5)
    .map(({ name }) => cleanText(name, 60))
    .join(', ');

const wordFor = (type: string) => (isText(type) ? 'text' : plainType(type).slice(0, 40));
