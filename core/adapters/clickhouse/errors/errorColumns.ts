import type { FeedColumn } from '../rowFeed/feedColumns.ts';

/** What makes errors one kind. */
export const kindColumns = ['component', 'operation', 'error_type'] as const;

/** Errors of a table without these cannot be told apart or placed. */
export const requiredColumns = ['ts', 'component', 'error_type'] as const;

/** Longer ones are cut by ClickHouse, so that a megabyte never travels; characters. */
export const messageLength = 2000;
export const stateLength = 8000;

export const errorColumns: readonly FeedColumn[] = [
  { name: 'ts', as: 'instant', required: true },
  { name: 'component', as: 'text', length: 200, required: true },
  { name: 'operation', as: 'text', length: 200 },
  { name: 'artifact_id', as: 'text', length: 300 },
  { name: 'error_type', as: 'text', length: 200, required: true },
  { name: 'message', as: 'text', length: messageLength },
  { name: 'state', as: 'text', length: stateLength },
  { name: 'llm_provider', as: 'text', length: 100 },
  { name: 'model', as: 'text', length: 200 },
  { name: 'prompt_tokens', as: 'number' },
  { name: 'completion_tokens', as: 'number' },
  { name: 'cost', as: 'number' },
];
