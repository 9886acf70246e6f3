import { isText, plainType } from './tableShape.ts';

// Expressions that read a column of any sensible type in one way. `column` is one of our own fixed names, never data.

/**
 * The instant in a column as ms UTC (Int64), null where there is none. DateTime columns hold instants whatever zone the
 * server shows them in; text and dates without a zone are taken as UTC, as all times are on the wire.
 */
export function instantMs(column: string, type: string): string {
  const plain = plainType(type);
  if (isText(type)) return `toUnixTimestamp64Milli(parseDateTime64BestEffortOrNull(toString(${column}), 3, 'UTC'))`;
  if (plain.startsWith('DateTime64(3')) return `toUnixTimestamp64Milli(${column})`;
  if (plain.startsWith('DateTime64')) {
    return `toUnixTimestamp64Milli(CAST(${column}, '${isNullable(type) ? 'Nullable(DateTime64(3))' : 'DateTime64(3)'}'))`;
  }
  if (plain.startsWith('DateTime')) return `toInt64(toUnixTimestamp(${column})) * 1000`;
  if (plain.startsWith('Date')) return `toInt64(toUnixTimestamp(toDateTime(${column}, 'UTC'))) * 1000`;
  // A number: seconds below this bound (the year 5138), milliseconds above it (1973).
  return `if(toInt64(${column}) < 100000000000, toInt64(${column}) * 1000, toInt64(${column}))`;
}

/**
 * A condition that the column is at or after `{from:Int64}`, and before `{to:Int64}` where that is bound too (ms UTC),
 * written so that the table's order and partitions still help where they can. `names`: of the parameters, where they differ.
 */
export function inRange(
  column: string,
  type: string,
  bounds: 'from' | 'fromTo' = 'fromTo',
  names = { from: 'from', to: 'to' },
): string {
  const plain = plainType(type);
  const [from, to] = [`{${names.from}:Int64}`, `{${names.to}:Int64}`];
  const both = (lower: string, upper: string) => (bounds === 'from' ? lower : `${lower} AND ${upper}`);
  if (plain.startsWith('DateTime64')) {
    return both(`${column} >= fromUnixTimestamp64Milli(${from})`, `${column} < fromUnixTimestamp64Milli(${to})`);
  }
  if (plain.startsWith('DateTime')) {
    return both(
      `${column} >= toDateTime(intDiv(${from} + 999, 1000))`,
      `${column} < toDateTime(intDiv(${to} + 999, 1000))`,
    );
  }
  const instant = instantMs(column, type);
  const exactly = both(`${instant} >= ${from}`, `${instant} < ${to}`);
  if (!isText(type)) return exactly;
  // Dates written year first sort as they are: with slack for every zone, that spares parsing all the other rows.
  const text = `toString(${column})`;
  // A date knows none before 1970: two days before that would be in 2149.
  const first = `fromUnixTimestamp64Milli(greatest(${from}, toInt64(172800000)), 'UTC')`;
  const roughly = both(
    `${text} >= toString(toDate(${first}) - 2)`,
    `${text} < toString(toDate(fromUnixTimestamp64Milli(${to}, 'UTC')) + 3)`,
  );
  return `(substring(${text}, 5, 1) != '-' OR (${roughly})) AND ${exactly}`;
}

/** A number as Float64: null where there is none or it is not finite. */
export function finiteNumber(column: string, type: string): string {
  const plain = plainType(type);
  // Integers and decimals are always finite.
  if (/^(U?Int|Decimal)/.test(plain)) return `toFloat64(${column})`;
  const value = isText(type)
    ? `toFloat64OrNull(toString(${column}))`
    : plain === 'Float64'
      ? column
      : `toFloat64(${column})`;
  return `if(isFinite(${value}), ${value}, NULL)`;
}

/** The whole minute of the instant in a column, as DateTime in UTC. */
export function minuteOf(column: string, type: string): string {
  if (/^DateTime/.test(plainType(type)) && !isNullable(type))
    return `toDateTime(toStartOfMinute(${column}, 'UTC'), 'UTC')`;
  return `toDateTime(intDiv(assumeNotNull(${instantMs(column, type)}), 60000) * 60, 'UTC')`;
}

/** The instant in a column as DateTime64(3) in UTC. */
export function instantOf(column: string, type: string): string {
  if (plainType(type).startsWith('DateTime64(3') && !isNullable(type)) return column;
  return `fromUnixTimestamp64Milli(assumeNotNull(${instantMs(column, type)}), 'UTC')`;
}

/** Text, empty where there is none. */
export function textOf(column: string, type: string): string {
  const text = isText(type) ? column : `toString(${column})`;
  return isNullable(type) ? `ifNull(${text}, '')` : text;
}

export function isNullable(type: string): boolean {
  return type.includes('Nullable(');
}
