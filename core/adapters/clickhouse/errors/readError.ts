import type { PipelineError } from '../../../detection/errors/pipelineError.ts';
import { cleanText } from '../cleanText.ts';
import type { FedRow } from '../rowFeed/createRowFeed.ts';
import { messageLength, stateLength } from './errorColumns.ts';

/** A row of the feed. `state` is left as it is, so that what is JSON stays so. */
export function readError({ hash, at, alike, values }: FedRow): PipelineError {
  const text = (name: string, length: number) => cleanText(String(values[name] ?? ''), length);
  const number = (name: string) => (values[name] === null ? null : Number(values[name]));
  return {
    id: hash,
    at,
    component: text('component', 200),
    operation: text('operation', 200),
    errorType: text('error_type', 200),
    artifactId: text('artifact_id', 300),
    message: cleanText(withoutCutEnd(String(values.message ?? ''), messageLength), messageLength),
    state: withoutCutEnd(String(values.state ?? ''), stateLength),
    llm: {
      provider: text('llm_provider', 100),
      model: text('model', 200),
      promptTokens: number('prompt_tokens'),
      completionTokens: number('completion_tokens'),
      cost: number('cost'),
    },
    repeated: alike,
  };
}

/** Longer than half of anything that must not be told and could not be known by its half. */
const cutMargin = 64;
const longestWord = 256;

/** A text that was cut at `length` characters ends in the middle of something: its last words are given up. */
function withoutCutEnd(text: string, length: number): string {
  if ([...text].length < length) return text;
  const end = text.length - cutMargin;
  const space = text.lastIndexOf(' ', end);
  return `${text.slice(0, space > end - longestWord && space > 0 ? space : end)}…`;
}
