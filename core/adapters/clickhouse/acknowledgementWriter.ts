import { ok, type Result } from '../../../shared/problem.ts';
import type { AcknowledgementIntent, AcknowledgementSync } from '../../monitor/acknowledgementSync.ts';
import { acknowledgementColumns, isTrueExpression } from './anomaliesQuery.ts';
import { instantMs, textOf } from './columnExpressions.ts';
import { flagAs, instantAs, noInstant } from './columnValues.ts';
import type { Connection, Statement } from './connection.ts';
import { readShape, type TableShape } from './tableShape.ts';

type Written = { written: boolean; message: string | null };

/** Window starts named in one statement: they travel in the address. */
const windowsAtOnce = 200;

/**
 * Marks rows of `anomalies` as acknowledged, or not any more. Rows that others acknowledged first keep their name. Waits
 * until the rows show it, where the server lets us wait.
 */
export function createAcknowledgementWriter(connection: Connection): AcknowledgementSync {
  const table = connection.tables.anomalies;
  return {
    async write(intent: AcknowledgementIntent, signal: AbortSignal): Promise<Result<Written>> {
      const shape = await readShape(connection, table, signal);
      if (!shape.ok) return shape.error.retryable ? shape : staysHere(shape.error.message);
      const missing = acknowledgementColumns.filter((column) => !shape.value.has(column));
      if (missing.length > 0) {
        return staysHere(`Table ${connection.database}.${table} has no ${missing.join(', ')}.`);
      }
      let found = 0;
      for (const { type, windows } of partsOf(intent)) {
        const params = {
          type,
          windows,
          ...(intent.acknowledged ? { at: intent.at, by: intent.by } : {}),
        };
        const where = rowsToChange(shape.value, intent.acknowledged);
        const counted = await connection.select(
          {
            sql: `SELECT count() AS found FROM ${connection.name(table)} WHERE ${where}`,
            params: { type, windows },
            table,
          },
          signal,
        );
        if (!counted.ok) return counted.error.retryable ? counted : staysHere(counted.error.message);
        // A mutation is costly even when it changes nothing.
        if (Number(counted.value[0]?.found) === 0) continue;
        found += 1;
        const statement: Statement = {
          sql: updateOf(connection, shape.value, intent.acknowledged, where),
          params,
          table,
        };
        const updated = await connection.run(statement, signal, { mutations_sync: 1 });
        if (!updated.ok) return updated.error.retryable ? updated : staysHere(updated.error.message);
      }
      // Nothing to mark: most alerts of an engine that does not write back have no rows.
      return ok({ written: found > 0, message: null });
    },
  };
}

/** What one statement each is about. */
function partsOf({ type, windowStarts, joined = [] }: AcknowledgementIntent): { type: string; windows: number[] }[] {
  return [{ type, windowStarts }, ...joined].flatMap((rows) =>
    Array.from({ length: Math.ceil(rows.windowStarts.length / windowsAtOnce) }, (_, part) => ({
      type: rows.type,
      windows: rows.windowStarts.slice(part * windowsAtOnce, (part + 1) * windowsAtOnce),
    })),
  );
}

function staysHere(reason: string): Result<Written> {
  return ok({ written: false, message: `The acknowledgement is kept here only. ${reason}` });
}

function rowsToChange(shape: TableShape, acknowledged: boolean): string {
  const type = (column: string) => shape.get(column) ?? 'String';
  const window = instantMs('window_start', type('window_start'));
  const already = isTrueExpression('acknowledged', type('acknowledged'));
  return (
    `toString(${textOf('anomaly_type', type('anomaly_type'))}) = {type:String} AND ` +
    `has({windows:Array(Int64)}, assumeNotNull(${window})) AND ${acknowledged ? 'NOT ' : ''}${already}`
  );
}

function updateOf(connection: Connection, shape: TableShape, acknowledged: boolean, where: string): string {
  const type = (column: string) => shape.get(column) ?? 'String';
  const at = type('acknowledged_at');
  const by = acknowledged ? '{by:String}' : "''";
  return (
    `ALTER TABLE ${connection.name(connection.tables.anomalies)} UPDATE ` +
    `acknowledged = ${flagAs(type('acknowledged'), acknowledged)}, ` +
    `acknowledged_at = ${acknowledged ? instantAs(at, '{at:Int64}') : noInstant(at)}, ` +
    `acknowledged_by = ${by} WHERE ${where}`
  );
}
