import { ok, type Result } from '../../../shared/problem.ts';
import type { FeedbackIntent, FeedbackSync } from '../../monitor/feedbackSync.ts';
import { sha256 } from '../../monitor/sha256.ts';
import { instantMs, textOf } from './columnExpressions.ts';
import { instantAs } from './columnValues.ts';
import type { Connection } from './connection.ts';
import type { Row } from './readAnswer.ts';
import { plainType, readShape, requireColumns, type TableShape } from './tableShape.ts';

const feedbackColumns = [
  ...['ts', 'alert_id', 'fingerprint', 'anomaly_type', 'window_start', 'labels'],
  ...['label', 'comment', 'given_by', 'series'],
] as const;

/**
 * Adds feedback to `anomaly_feedback`: a row for each time that somebody said something, with an empty label where it was
 * taken back. A row is told by alert, moment and label: what is there already is not written again, and writers at the same
 * instant are kept apart by a deduplication token, which tables of our own and replicated ones heed.
 */
export function createFeedbackWriter(connection: Connection): FeedbackSync {
  const table = connection.tables.feedback;
  return {
    async write(said: readonly FeedbackIntent[], signal: AbortSignal): Promise<Result<null>> {
      if (said.length === 0) return ok(null);
      const shape = await readShape(connection, table, signal);
      if (!shape.ok) return shape;
      const complete = requireColumns(connection, table, shape.value, feedbackColumns);
      if (!complete.ok) return complete;
      const statement = { sql: feedbackInsert(connection.name(table), shape.value), params: rangeOf(said), table };
      const identity = sha256(JSON.stringify(said.map(({ alertId, at, label }) => [alertId, at, label])));
      const settings = { insert_deduplication_token: `watchkeeper feedback ${identity}` };
      return connection.insertRows(statement, said.map(feedbackRow), signal, settings);
    },
  };
}

function rangeOf(said: readonly FeedbackIntent[]): { from: number; to: number } {
  const moments = said.map(({ at }) => at);
  return { from: Math.min(...moments), to: Math.max(...moments) };
}

function feedbackRow(said: FeedbackIntent): Row {
  const { alertId, fingerprint, type, labels, windowStart, label, comment, by, series, at } = said;
  return {
    ...{ said_ms: at, alert: alertId, print: fingerprint, type, window_ms: windowStart, all_labels: labels },
    ...{ said: label, why: comment, who: by, about: series },
  };
}

/** Writes the rows in its body, but for those that are there between `{from:Int64}` and `{to:Int64}`. */
function feedbackInsert(table: string, shape: TableShape): string {
  const type = (column: string) => shape.get(column) ?? 'String';
  const isMap = plainType(type('labels')).startsWith('Map');
  // A column of whole seconds cannot tell moments within one of them apart.
  const unit = /^DateTime64\([3-9]/.test(plainType(type('ts'))) ? 1 : 1000;
  const moment = `intDiv(assumeNotNull(${instantMs('ts', type('ts'))}), ${unit})`;
  return `INSERT INTO ${table} (${feedbackColumns.join(', ')})
SELECT ${instantAs(type('ts'), 'said_ms')}, alert, print, type, ${instantAs(type('window_start'), 'window_ms')},
  ${isMap ? 'all_labels' : 'toJSONString(all_labels)'}, said, why, who, about
FROM input('said_ms Int64, alert String, print String, type String, window_ms Int64, all_labels Map(String, String), said String, why String, who String, about String')
WHERE (alert, said, intDiv(said_ms, ${unit})) NOT IN (
  SELECT toString(${textOf('alert_id', type('alert_id'))}), toString(${textOf('label', type('label'))}), ${moment}
  FROM ${table} WHERE ${moment} >= intDiv({from:Int64}, ${unit}) AND ${moment} <= intDiv({to:Int64}, ${unit})
)
FORMAT JSONEachRow`;
}
