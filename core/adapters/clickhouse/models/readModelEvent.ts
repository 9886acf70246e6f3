import { cleanText } from '../cleanText.ts';
import type { FedRow } from '../rowFeed/createRowFeed.ts';
import type { ModelEvent } from './modelEvent.ts';

export function readModelEvent({ at, values }: FedRow): ModelEvent {
  const text = (name: string, length = 200) => cleanText(String(values[name] ?? ''), length);
  const number = (name: string) => (typeof values[name] === 'number' ? values[name] : null);
  const groups = values.affected_groups;
  return {
    at,
    kind: text('kind', 60),
    modelId: text('model_id'),
    modelName: text('model_name'),
    metric: text('metric'),
    current: number('current_value'),
    baseline: number('baseline_value'),
    threshold: number('threshold'),
    driftPercent: number('drift_percentage'),
    violation: text('violation_type'),
    event: text('event_type'),
    affectedGroups: (Array.isArray(groups) ? groups : []).map((group) => cleanText(String(group), 100)).filter(Boolean),
    severity: text('severity', 40),
    description: text('description', 2000),
    details: text('details', 4000),
  };
}
