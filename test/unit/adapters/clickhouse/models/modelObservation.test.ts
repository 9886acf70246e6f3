import { describe, expect, it } from 'vitest';
import type { ModelEvent } from '../../../../../core/adapters/clickhouse/models/modelEvent.ts';
import { modelObservation } from '../../../../../core/adapters/clickhouse/models/modelObservation.ts';
import { readModelEvent } from '../../../../../core/adapters/clickhouse/models/readModelEvent.ts';

const at = Date.parse('2026-03-10T12:00:20.000Z');

const anEvent = (given: Partial<ModelEvent>): ModelEvent => ({
  ...{ at, kind: 'drift', modelId: 'm-7', modelName: 'churn', metric: 'accuracy', current: 0.81, baseline: 0.92 },
  ...{ threshold: 0.05, driftPercent: null, violation: '', event: '', affectedGroups: [], severity: 'warning' },
  ...{ description: '', details: '' },
  ...given,
});

describe('what model monitoring says', () => {
  it('is drift of a metric of a model, with what it is now, was, and may be', () => {
    const { observation, oddity } = modelObservation(anEvent({}));
    expect(observation).toMatchObject({
      type: 'model_drift',
      labels: { model: 'churn', model_id: 'm-7', metric: 'accuracy' },
      severity: 'medium',
      metricValue: 0.81,
      expectedValue: 0.92,
      windowStart: Date.parse('2026-03-10T12:00:00.000Z'),
    });
    expect(observation.description).toBe('accuracy of churn drifted: 0.81, baseline 0.92 (−12 %).');
    expect(observation.facts).toEqual([
      { name: 'Model', value: 'churn' },
      { name: 'Model id', value: 'm-7' },
      { name: 'Metric', value: 'accuracy' },
      { name: 'Drift', value: '−12 %' },
      { name: 'Threshold', value: '0.05' },
    ]);
    expect(oddity).toBeNull();
  });

  it('is a violation with the groups that it affects', () => {
    const affectedGroups = Array.from({ length: 13 }, (_, index) => `group ${index + 1}`);
    const { observation } = modelObservation(
      anEvent({ kind: 'faves_violation', violation: 'demographic parity', affectedGroups, severity: 'critical' }),
    );
    expect(observation).toMatchObject({
      type: 'faves_violation',
      labels: { model: 'churn', model_id: 'm-7', violation: 'demographic parity' },
      severity: 'critical',
      metricValue: null,
    });
    expect(observation.description).toMatch(/^churn violates demographic parity, affecting group 1, .* and 3 more\.$/);
  });

  it('is a safety event, told in the words of the row where it has some, with its details as facts', () => {
    const details = '{"prompt_id": "p-1", "score": 0.97, "nested": {"a": 1}}';
    const { observation } = modelObservation(
      anEvent({ kind: 'Safety', event: 'jailbreak', description: 'A prompt got through.', details, severity: 'info' }),
    );
    expect(observation).toMatchObject({
      type: 'safety_event',
      labels: { event: 'jailbreak' },
      severity: 'low',
      description: 'A prompt got through.',
    });
    expect(observation.facts?.slice(-3)).toEqual([
      { name: 'prompt id', value: 'p-1' },
      { name: 'score', value: '0.97' },
      { name: 'nested', value: '{"a":1}' },
    ]);
  });

  it('keeps two models of one name apart, and does with an id alone', () => {
    const labels = (given: Partial<ModelEvent>) => modelObservation(anEvent(given)).observation.labels;
    expect(labels({ modelId: 'm-8' })).not.toEqual(labels({}));
    expect(labels({ modelName: '' })).toEqual({ model: 'm-7', metric: 'accuracy' });
    expect(labels({ modelName: '', modelId: '' })).toEqual({ model: 'unnamed model', metric: 'accuracy' });
  });

  it('loses nothing that it does not understand, and says so', () => {
    const { observation, oddity } = modelObservation(
      anEvent({ kind: 'vibes', severity: 'purple', details: 'not { json' }),
    );
    expect(observation).toMatchObject({ type: 'safety_event', severity: 'medium' });
    expect(observation.facts).toContainEqual({ name: 'Details', value: 'not { json' });
    expect(oddity).toBe(
      'churn: kind "vibes" is not known and was taken as a safety event; severity "purple" is not known and was taken as medium',
    );
  });

  it('reads a row with nothing in it', () => {
    const event = readModelEvent({
      ...{ hash: 'h', alike: 1 },
      at,
      values: { kind: null, model_id: null, affected_groups: null, current_value: null },
    });
    expect(event).toMatchObject({ at, kind: '', modelId: '', affectedGroups: [], current: null });
    expect(modelObservation(event).observation.type).toBe('safety_event');
  });
});
