import { describe, expect, it } from 'vitest';
import { errorEvent } from '../../../../core/adapters/sentry/errorEvent.ts';
import type { PipelineError } from '../../../../core/detection/errors/pipelineError.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const nobody = { provider: '', model: '', promptTokens: null, completionTokens: null, cost: null };

function anError(overrides: Partial<PipelineError> = {}): PipelineError {
  return {
    ...{ id: 'h1', at: noon, component: 'fetcher', operation: 'parse', errorType: 'ValidationError', repeated: 3 },
    ...{ artifactId: 'a-17', message: 'price is missing', state: '{"step":2,"user":{"email":"ada@example.com"}}' },
    llm: { provider: 'openai', model: 'gpt-x', promptTokens: 1200, completionTokens: 0, cost: 0.04 },
    ...overrides,
  };
}

describe('an error as an event of Sentry', () => {
  it('has the tags, the context of the model, the state and a fingerprint of its kind', () => {
    expect(errorEvent(anError(), 'staging')).toEqual({
      type: undefined,
      event_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      timestamp: noon / 1000,
      level: 'error',
      platform: 'other',
      logger: 'pipeline_errors',
      environment: 'staging',
      fingerprint: ['fetcher', 'parse', 'ValidationError'],
      exception: { values: [{ type: 'ValidationError', value: 'price is missing' }] },
      tags: { component: 'fetcher', operation: 'parse', error_type: 'ValidationError', environment: 'staging' },
      contexts: { llm: { provider: 'openai', model: 'gpt-x', prompt_tokens: 1200, completion_tokens: 0, cost: 0.04 } },
      extra: { artifact_id: 'a-17', state: { step: 2, user: { email: '[removed]' } }, repeated: 3 },
      sdk: { settings: { infer_ip: 'never' } },
    });
  });

  it('has the same id for the same error, and another for another', () => {
    const id = (of: PipelineError) => errorEvent(of, '').event_id;
    expect(id(anError())).toBe(id(anError({ message: 'read again' })));
    expect(id(anError())).not.toBe(id(anError({ id: 'h2' })));
  });

  it('leaves out what there is not', () => {
    const event = errorEvent(anError({ llm: nobody, state: ' ', artifactId: '', operation: '' }), '');
    expect(event).not.toHaveProperty('contexts');
    expect(event).not.toHaveProperty('environment');
    expect(event.extra).toEqual({ repeated: 3 });
    expect(event.tags).toEqual({ component: 'fetcher', error_type: 'ValidationError' });
  });

  it('keeps a state that is no JSON as text', () => {
    expect(errorEvent(anError({ state: '{"password": "abc' }), '').extra?.state).toBe('{"password": "[removed]"');
  });

  it('says nothing of persons in any of its texts', () => {
    const ada = 'ada@example.com';
    const event = errorEvent(
      anError({
        ...{
          component: ada,
          operation: ada,
          errorType: ada,
          artifactId: ada,
          message: ada,
          state: JSON.stringify([ada]),
        },
        llm: { ...nobody, provider: ada, model: ada },
      }),
      'production',
    );
    expect(JSON.stringify(event)).not.toContain('ada');
  });
});
