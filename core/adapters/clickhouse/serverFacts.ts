import type { ClickHouseFacts } from '../../../shared/diagnostics.ts';
import { ok, type Result } from '../../../shared/problem.ts';
import type { TableInUse } from '../../api/hostPorts.ts';
import type { Clock } from '../../clock.ts';
import { readClockSkew } from './clockSkew.ts';
import type { Connection } from './connection.ts';
import { readShape } from './tableShape.ts';

export async function readServerFacts(
  connection: Connection,
  clock: Clock,
  signal: AbortSignal,
): Promise<ClickHouseFacts> {
  const version = await connection.version(signal);
  if (!version.ok) return { version: null, clockSkewMs: null, problem: version.error.message };
  const clockSkewMs = await readClockSkew(connection, clock, signal);
  return { version: version.value, clockSkewMs, problem: null };
}

/** The columns of every table that is named in the settings; fails when none can be asked for. */
export async function readTablesInUse(connection: Connection, signal: AbortSignal): Promise<Result<TableInUse[]>> {
  const version = await connection.version(signal);
  if (!version.ok) return version;
  const tables = [...new Set(Object.values(connection.tables))];
  return ok(
    await Promise.all(
      tables.map(async (name): Promise<TableInUse> => {
        const shape = await readShape(connection, name, signal);
        if (!shape.ok) return { name, columns: null, problem: shape.error.message };
        return { name, columns: Object.fromEntries(shape.value), problem: null };
      }),
    ),
  );
}
