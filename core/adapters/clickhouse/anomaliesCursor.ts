/** What the source of `anomalies` rows remembers between cycles. Hashes are ClickHouse's, in base 36. */
export interface AnomaliesCursor {
  /** Rows placed before this were there when watching began, and are never reported; ms UTC. */
  floor: number;
  /** Every row placed before this is dealt with; ms UTC. */
  from: number;
  /** States of the rows from there on, and of older acknowledged ones, that were reported. */
  seen: Set<string>;
  /** Windows known to be acknowledged: one that is so no more has to be told. */
  acknowledged: Set<string>;
  /** When the newest row was detected, ms UTC. */
  newestAt: number | null;
}

export function writeAnomaliesCursor(cursor: AnomaliesCursor): string {
  return JSON.stringify({ ...cursor, seen: [...cursor.seen], acknowledged: [...cursor.acknowledged] });
}

/** Null for a cursor that is none, so that watching begins anew. */
export function readAnomaliesCursor(text: string | null): AnomaliesCursor | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Partial<Record<keyof AnomaliesCursor, unknown>> | null;
    if (!value || typeof value.floor !== 'number' || typeof value.from !== 'number') return null;
    return {
      floor: value.floor,
      from: value.from,
      seen: new Set(strings(value.seen)),
      acknowledged: new Set(strings(value.acknowledged)),
      newestAt: typeof value.newestAt === 'number' ? value.newestAt : null,
    };
  } catch {
    return null;
  }
}

/** Half as long as the decimal that ClickHouse writes. */
export function shortHash(decimal: string): string {
  return BigInt(decimal).toString(36);
}

export function longHash(short: string): string {
  let value = 0n;
  for (const digit of short) value = value * 36n + BigInt(Number.parseInt(digit, 36));
  return value.toString();
}

function strings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
