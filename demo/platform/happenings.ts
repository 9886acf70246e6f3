import type { Row } from '../../core/adapters/clickhouse/readAnswer.ts';
import type { TimedChange } from '../storefront/changes.ts';
import { evenly } from '../storefront/noise.ts';
import { activeAt } from './activeAt.ts';
import { utc } from './utc.ts';

export const modelColumns = [
  'ts',
  'kind',
  'model_id',
  'model_name',
  'metric',
  'current_value',
  'baseline_value',
  'threshold',
  'drift_percentage',
  'violation_type',
  'event_type',
  'affected_groups',
  'severity',
  'description',
  'details',
] as const;

export const userColumns = ['ts', 'user_id', 'email', 'display_name', 'environment', 'total_users'] as const;

export const errorColumns = [
  'ts',
  'component',
  'operation',
  'artifact_id',
  'error_type',
  'message',
  'state',
  'llm_provider',
  'model',
  'prompt_tokens',
  'completion_tokens',
  'cost',
] as const;

const minuteMs = 60_000;

/** Calls `make` for every whole step of `everyMs` in [from, to). */
function each(from: number, to: number, everyMs: number, make: (at: number, index: number) => Row[]): Row[] {
  const rows: Row[] = [];
  for (let index = Math.ceil(from / everyMs); index * everyMs < to; index++) rows.push(...make(index * everyMs, index));
  return rows;
}

/** Drift and unfairness while a model goes astray; none at other times. */
export function modelEvents(from: number, to: number, changes: readonly TimedChange[]): Row[] {
  return each(from, to, minuteMs, (at, index) => {
    const since = activeAt(changes, at).find(({ modelDrifts }) => modelDrifts)?.from;
    if (since === undefined) return [];
    const minutes = (at - since) / minuteMs;
    const current = Math.max(0.6, 0.91 - 0.02 * (minutes + 1));
    const model = { ts: utc(at), model_id: 'ranker-7', model_name: 'product-ranker' };
    const drift = {
      ...model,
      ...{ kind: 'drift', metric: 'precision_at_10', current_value: current, baseline_value: 0.91, threshold: 0.05 },
      ...{ drift_percentage: ((current - 0.91) / 0.91) * 100, violation_type: '', event_type: '', affected_groups: [] },
      ...{ severity: minutes > 3 ? 'critical' : 'warning', description: '', details: '{"sample": 20000}' },
    };
    const unfair = {
      ...{ ...drift, kind: 'faves_violation', metric: '', current_value: null, baseline_value: null, threshold: null },
      ...{ drift_percentage: null, violation_type: 'demographic parity', affected_groups: ['new customers', 'guests'] },
      ...{ severity: 'warning', details: '' },
    };
    return index % 3 === 0 ? [drift, unfair] : [drift];
  });
}

const names = ['Ada', 'Noor', 'Mika', 'Ines', 'Tomas', 'Yara', 'Leo', 'Sana', 'Ivo', 'Zoe'];
const surnames = ['Meyer', 'Okafor', 'Silva', 'Novak', 'Tanaka', 'Haddad', 'Berg', 'Costa'];
/** Of one registration to the next, on average. */
const registersEveryMs = 4 * minuteMs;
/** About how many there were when the shop opened its records. */
const usersAtFirst = 48_000;
const recordsFrom = Date.UTC(2026, 0, 1);

/** Somebody registers every few minutes. */
export function registrations(from: number, to: number): Row[] {
  return each(from, to, registersEveryMs, (at, index) => {
    const [name = '', surname = ''] = [
      names[Math.floor(evenly(index, 5) * names.length)],
      surnames[Math.floor(evenly(index, 6) * surnames.length)],
    ];
    return [
      {
        ...{ ts: utc(at), user_id: `u${index}`, display_name: `${name} ${surname}`, environment: 'production' },
        email: `${name}.${surname}@example.com`.toLowerCase(),
        total_users: usersAtFirst + Math.max(0, Math.floor((at - recordsFrom) / registersEveryMs)),
      },
    ];
  });
}

const stepMs = 1000;
/** One of so many seconds has an error of its own accord. */
const usualEverySeconds = 3600;

/** A few errors all the time, and a burst of them when something is wrong. */
export function pipelineErrors(from: number, to: number, changes: readonly TimedChange[]): Row[] {
  return each(from, to, stepMs, (at, index) => {
    const more = activeAt(changes, at).reduce((most, { errorsPerMinute = 0 }) => Math.max(most, errorsPerMinute), 0);
    const burst = evenly(index, 7) < more / 60 ? [enrichmentError(at, index)] : [];
    return index % usualEverySeconds === 0 ? [...burst, imageError(at, index)] : burst;
  });
}

function enrichmentError(at: number, index: number): Row {
  return {
    ...{ ts: utc(at), component: 'enricher', operation: 'describe_product', artifact_id: `product-${index % 900}` },
    ...{ error_type: 'RateLimitError', message: 'The language model refused: 429 too many requests.' },
    ...{ state: JSON.stringify({ attempt: 3, queue: 'descriptions' }), llm_provider: 'example-llm', model: 'writer-2' },
    ...{ prompt_tokens: 812, completion_tokens: 0, cost: 0.0004 },
  };
}

function imageError(at: number, index: number): Row {
  return {
    ...{ ts: utc(at), component: 'fetcher', operation: 'fetch_image', artifact_id: `image-${index % 5000}` },
    ...{ error_type: 'TimeoutError', message: 'No answer within 30 s.', state: '', llm_provider: '', model: '' },
    ...{ prompt_tokens: null, completion_tokens: null, cost: null },
  };
}
