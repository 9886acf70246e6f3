import type { FeedColumn } from '../rowFeed/feedColumns.ts';

/** What is read of `model_events`; only time, kind and a model are a must. */
export const modelColumns: readonly FeedColumn[] = [
  { name: 'ts', as: 'instant', required: true },
  { name: 'kind', as: 'text', length: 60, required: true },
  { name: 'model_id', as: 'text', length: 200, required: true },
  { name: 'model_name', as: 'text', length: 200 },
  { name: 'metric', as: 'text', length: 200 },
  { name: 'current_value', as: 'number' },
  { name: 'baseline_value', as: 'number' },
  { name: 'threshold', as: 'number' },
  { name: 'drift_percentage', as: 'number' },
  { name: 'violation_type', as: 'text', length: 200 },
  { name: 'event_type', as: 'text', length: 200 },
  { name: 'affected_groups', as: 'list' },
  { name: 'severity', as: 'text', length: 40, required: true },
  { name: 'description', as: 'text', length: 2000 },
  { name: 'details', as: 'text', length: 4000 },
];
