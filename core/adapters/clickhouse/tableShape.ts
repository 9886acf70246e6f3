import { failed, ok, type Result } from '../../../shared/problem.ts';
import type { Connection } from './connection.ts';

/** Column name → type as ClickHouse writes it, e.g. `LowCardinality(Nullable(String))`. */
export type TableShape = ReadonlyMap<string, string>;

/** Tables are made by others: what their columns are is asked, not assumed. */
export async function readShape(
  connection: Connection,
  table: string,
  signal: AbortSignal,
): Promise<Result<TableShape>> {
  const described = await connection.select({ sql: `DESCRIBE TABLE ${connection.name(table)}`, table }, signal);
  if (!described.ok) return described;
  return ok(new Map(described.value.map((row) => [String(row.name), String(row.type)])));
}

/** Ok with nothing when all are there, else one problem that names every missing one. */
export function requireColumns(
  connection: Connection,
  table: string,
  shape: TableShape,
  columns: readonly string[],
): Result<null> {
  const missing = columns.filter((column) => !shape.has(column));
  if (missing.length === 0) return ok(null);
  const named = missing.length === 1 ? `Column ${missing[0]} is` : `Columns ${missing.join(', ')} are`;
  return failed(
    'missingColumn',
    `${named} missing in table ${connection.database}.${table} on ${connection.host}, so it cannot be watched. ` +
      'Add what is missing, or name another table in Setup → Connection.',
    false,
  );
}

/** The type without what only says how it is stored or that it may be empty. */
export function plainType(type: string): string {
  const inner = /^(?:LowCardinality|Nullable)\((.*)\)$/s.exec(type)?.[1];
  if (inner !== undefined) return plainType(inner);
  return /^SimpleAggregateFunction\(\w+, (.*)\)$/s.exec(type)?.[1] ?? type;
}

export function isText(type: string): boolean {
  return /^(String|FixedString)/.test(plainType(type));
}
