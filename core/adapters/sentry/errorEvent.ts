import { createHash } from 'node:crypto';
import type { ErrorEvent } from '@sentry/core';
import type { LlmCall, PipelineError } from '../../detection/errors/pipelineError.ts';
import { scrubText } from './scrub/scrubText.ts';
import { scrubValue } from './scrub/scrubValue.ts';

/** Sentry cuts values of tags there. */
const tagLength = 200;

/** An error as Sentry takes it, without personal data and secrets. */
export function errorEvent(error: PipelineError, environment: string): ErrorEvent {
  const kind = [error.component, error.operation, error.errorType].map((part) => scrubText(part).slice(0, tagLength));
  const [component = '', operation = '', errorType = ''] = kind;
  const tags = { component, operation, error_type: errorType, environment };
  const llm = llmContext(error.llm);
  const extra = {
    artifact_id: scrubText(error.artifactId) || undefined,
    state: stateOf(error.state),
    repeated: error.repeated,
  };
  return {
    type: undefined,
    event_id: eventId(error.id),
    timestamp: error.at / 1000,
    level: 'error',
    platform: 'other',
    logger: 'pipeline_errors',
    ...(environment === '' ? {} : { environment }),
    fingerprint: kind,
    exception: { values: [{ type: errorType || 'Error', value: scrubText(error.message) }] },
    tags: Object.fromEntries(Object.entries(tags).filter(([, value]) => value !== '')),
    ...(llm === null ? {} : { contexts: { llm } }),
    extra: Object.fromEntries(Object.entries(extra).filter(([, value]) => value !== undefined)),
    // Where this runs is nobody's business: Sentry would take the address of the sender for that of a user.
    sdk: { settings: { infer_ip: 'never' } },
  };
}

/** The same for the same error whoever sends it, so that Sentry keeps one of many. */
function eventId(id: string): string {
  return createHash('sha256').update(`watchkeeper pipeline error ${id}`).digest('hex').slice(0, 32);
}

function llmContext({ provider, model, promptTokens, completionTokens, cost }: LlmCall) {
  const known = {
    provider: scrubText(provider),
    model: scrubText(model),
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    cost,
  };
  const entries = Object.entries(known).filter(([, value]) => value !== '' && value !== null);
  return entries.length === 0 ? null : Object.fromEntries(entries);
}

function stateOf(state: string): unknown {
  if (state.trim() === '') return undefined;
  try {
    return scrubValue(JSON.parse(state));
  } catch {
    return scrubText(state);
  }
}
