import { isNullable } from './columnExpressions.ts';
import { isText, plainType } from './tableShape.ts';

// Expressions that give a value in the type of the column it is written to.

/** An instant; `ms` is an expression of type Int64 (ms UTC). Text is written in UTC, as all times are on the wire. */
export function instantAs(type: string, ms: string): string {
  const plain = plainType(type);
  if (isText(type)) return `toString(toDateTime(intDiv(${ms}, 1000), 'UTC'))`;
  if (plain.startsWith('DateTime64')) return `fromUnixTimestamp64Milli(${ms})`;
  if (plain.startsWith('Date')) return `toDateTime(intDiv(${ms}, 1000))`;
  return `intDiv(${ms}, 1000)`;
}

/** No instant: null where the column may be empty, else its type's zero. */
export function noInstant(type: string): string {
  if (isNullable(type)) return 'NULL';
  return isText(type) ? "''" : instantAs(type, 'toInt64(0)');
}

export function flagAs(type: string, value: boolean): string {
  if (plainType(type) === 'Bool') return value ? 'true' : 'false';
  return isText(type) ? `'${value ? 1 : 0}'` : `${value ? 1 : 0}`;
}
