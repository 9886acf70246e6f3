import { inRange, instantMs } from '../columnExpressions.ts';
import { columnExpression } from '../rowFeed/feedColumns.ts';
import type { TableShape } from '../tableShape.ts';

/** More kinds than this are not told; the biggest are. */
export const mostGroups = 500;

/**
 * Errors since `{from:Int64}` by kind, the most frequent first: how many of them are in the window from `{start:Int64}` to
 * `{end:Int64}`, before it, and from `{ahead:Int64}` on, all ms UTC. The rest is about the window alone.
 */
export function groupsQuery(table: string, shape: TableShape): string {
  const text = (name: string, length: number) => columnExpression({ name, as: 'text', length }, shape);
  const number = (name: string) => `CAST(${columnExpression({ name, as: 'number' }, shape)} AS Nullable(Float64))`;
  return `SELECT kind_component, kind_operation, kind_type,
  countIf(is_now) AS errors,
  countIf(at_ms < {start:Int64}) AS errors_before,
  countIf(at_ms >= {ahead:Int64}) AS errors_ahead,
  minIf(at_ms, is_now) AS first_ms,
  maxIf(at_ms, at_ms < {end:Int64}) AS newest_ms,
  argMaxIf(message_text, at_ms, is_now) AS last_message,
  argMaxIf(artifact_text, at_ms, is_now AND artifact_text != '') AS last_artifact,
  argMaxIf(provider_text, at_ms, is_now AND (model_text != '' OR provider_text != '')) AS last_provider,
  argMaxIf(model_text, at_ms, is_now AND (model_text != '' OR provider_text != '')) AS last_model,
  sumIf(prompt_number, is_now) AS prompt_sum,
  sumIf(completion_number, is_now) AS completion_sum,
  sumIf(cost_number, is_now) AS cost_sum
FROM (
  SELECT assumeNotNull(${instantMs('ts', shape.get('ts') ?? 'DateTime')}) AS at_ms,
    at_ms >= {start:Int64} AND at_ms < {end:Int64} AS is_now,
    ${text('component', 200)} AS kind_component,
    ${text('operation', 200)} AS kind_operation,
    ${text('error_type', 200)} AS kind_type,
    ${text('message', 500)} AS message_text,
    ${text('artifact_id', 300)} AS artifact_text,
    ${text('llm_provider', 100)} AS provider_text,
    ${text('model', 200)} AS model_text,
    ${number('prompt_tokens')} AS prompt_number,
    ${number('completion_tokens')} AS completion_number,
    ${number('cost')} AS cost_number
  FROM ${table}
  WHERE ${inRange('ts', shape.get('ts') ?? 'DateTime', 'from')}
)
GROUP BY kind_component, kind_operation, kind_type
ORDER BY errors DESC, newest_ms DESC, kind_component, kind_operation, kind_type
LIMIT ${mostGroups + 1}`;
}
