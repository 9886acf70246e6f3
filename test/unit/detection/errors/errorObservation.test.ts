import { describe, expect, it } from 'vitest';
import { type ErrorGroup, mergeGroups } from '../../../../core/detection/errors/errorGroup.ts';
import { errorObservation } from '../../../../core/detection/errors/errorObservation.ts';
import { errorSentence } from '../../../../core/detection/errors/errorSentence.ts';
import { severityOfErrors } from '../../../../core/detection/errors/severityOfErrors.ts';

const noon = Date.parse('2026-03-10T12:00:00Z');
const limits = { critical: null, high: 100, medium: 10, low: 1 };

function aGroup(overrides: Partial<ErrorGroup> = {}): ErrorGroup {
  return {
    ...{ component: 'fetcher', operation: 'parse', errorType: 'ValidationError', count: 37, countBefore: 10 },
    ...{ firstAt: noon - 240_000, lastAt: noon - 1000, lastMessage: 'price is missing', artifactId: 'a-17' },
    ...{ provider: 'openai', model: 'gpt-x', promptTokens: 12_000, completionTokens: 340, cost: 0.42 },
    ...overrides,
  };
}

describe('the severity of errors', () => {
  it.each([
    [0, null],
    [1, 'low'],
    [9, 'low'],
    [10, 'medium'],
    [99, 'medium'],
    [100, 'high'],
    [1_000_000, 'high'],
  ])('of %i in five minutes is %s by default', (count, severity) => {
    expect(severityOfErrors(count, limits)).toBe(severity);
  });

  it('is the worst whose limit is reached, whatever their order', () => {
    expect(severityOfErrors(50, { critical: 5, high: 100, medium: 10, low: 1 })).toBe('critical');
  });

  it('is none where all limits are switched off', () => {
    expect(severityOfErrors(1e9, { critical: null, high: null, medium: null, low: null })).toBeNull();
  });
});

describe('the sentence about errors', () => {
  it.each([
    [{}, '37 ValidationError in fetcher · parse in 5 min (7.4 a minute): price is missing.'],
    [{ count: 1, lastMessage: 'Stopped!' }, '1 ValidationError in fetcher · parse in 5 min (0.2 a minute): Stopped!'],
    [
      { count: 12_500, operation: '' },
      '12,500 ValidationError in fetcher in 5 min (2,500 a minute): price is missing.',
    ],
    [{ errorType: '', lastMessage: '' }, '37 errors in fetcher · parse in 5 min (7.4 a minute).'],
    [{ component: '', operation: '', errorType: '', count: 1, lastMessage: '' }, '1 error in 5 min (0.2 a minute).'],
  ])('of %j', (overrides, sentence) => {
    expect(errorSentence(aGroup(overrides))).toBe(sentence);
  });

  it('cuts a long message', () => {
    const sentence = errorSentence(aGroup({ lastMessage: 'x'.repeat(400) }));
    expect(sentence).toMatch(/x{299}…$/);
  });
});

describe('what is told of errors', () => {
  it('names their kind, how many there are and were, and what is known of the last', () => {
    expect(errorObservation(aGroup(), limits, noon + 59_999)).toEqual({
      source: 'errors',
      type: 'pipeline_error',
      labels: { component: 'fetcher', operation: 'parse', error_type: 'ValidationError' },
      severity: 'medium',
      description: '37 ValidationError in fetcher · parse in 5 min (7.4 a minute): price is missing.',
      metricValue: 37,
      expectedValue: 10,
      unit: 'count',
      windowStart: noon - 300_000,
      windowMs: 300_000,
      zScore: null,
      changePercent: 270,
      trend: null,
      runbookUrl: null,
      acknowledgement: null,
      facts: [
        { name: 'Rate', value: '7.4 a minute' },
        { name: 'Last message', value: 'price is missing' },
        { name: 'Artifact', value: 'a-17' },
        { name: 'Model', value: 'openai · gpt-x' },
        { name: 'Tokens', value: '12,000 prompt, 340 completion' },
        { name: 'Cost', value: '0.42' },
      ],
    });
  });

  it('leaves out what is not known', () => {
    const unknown = { artifactId: '', provider: '', model: '', promptTokens: null, completionTokens: null, cost: null };
    const observation = errorObservation(aGroup({ ...unknown, operation: '', countBefore: 0 }), limits, noon);
    expect(observation?.facts?.map(({ name }) => name)).toEqual(['Rate', 'Last message']);
    expect(observation).toMatchObject({
      labels: { component: 'fetcher', error_type: 'ValidationError' },
      changePercent: null,
      expectedValue: 0,
    });
  });

  it('is nothing where there are too few, or none any more', () => {
    expect(errorObservation(aGroup({ count: 9 }), { ...limits, low: null }, noon)).toBeNull();
    expect(errorObservation(aGroup({ count: 0 }), limits, noon)).toBeNull();
  });

  it('puts together kinds that look the same', () => {
    const [one, ...others] = mergeGroups([
      aGroup({ count: 3, lastAt: noon, lastMessage: 'new', cost: null, firstAt: noon }),
      aGroup({ count: 4, lastAt: noon - 9, lastMessage: 'old', cost: 2, firstAt: noon - 9 }),
    ]);
    expect(others).toEqual([]);
    expect(one).toMatchObject({ count: 7, countBefore: 20, lastMessage: 'new', cost: 2, firstAt: noon - 9 });
  });
});
