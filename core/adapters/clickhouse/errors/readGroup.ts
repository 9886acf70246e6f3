import type { ErrorGroup } from '../../../detection/errors/errorGroup.ts';
import { cleanText } from '../cleanText.ts';
import type { Row } from '../readAnswer.ts';

/** A row of `groupsQuery`. */
export function readGroup(row: Row): ErrorGroup {
  const text = (value: unknown, length: number) => cleanText(String(value ?? ''), length);
  return {
    component: text(row.kind_component, 200),
    operation: text(row.kind_operation, 200),
    errorType: text(row.kind_type, 200),
    count: Number(row.errors),
    countBefore: Number(row.errors_before),
    firstAt: Number(row.first_ms),
    lastAt: Number(row.newest_ms),
    lastMessage: text(row.last_message, 400),
    artifactId: text(row.last_artifact, 200),
    provider: text(row.last_provider, 100),
    model: text(row.last_model, 200),
    promptTokens: finite(row.prompt_sum),
    completionTokens: finite(row.completion_sum),
    cost: finite(row.cost_sum),
  };
}

/** ClickHouse writes sums beyond any number as null. */
function finite(value: unknown): number | null {
  return value === null || value === undefined || !Number.isFinite(Number(value)) ? null : Number(value);
}
