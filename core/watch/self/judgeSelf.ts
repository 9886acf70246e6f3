import { formatDuration } from '../../../shared/formatDuration.ts';
import type { ReceiverHealth, SourceHealth } from '../../../shared/health.ts';
import type { Observation, Unjudged } from '../../alerts/observation.ts';

/** What Watchkeeper knows of itself at one moment. Times ms UTC. */
export interface SelfFacts {
  now: number;
  /** Without this source itself. */
  sources: readonly SourceHealth[];
  /** Failed checks running, by name of the source. */
  failures: ReadonlyMap<string, number>;
  receivers: readonly ReceiverHealth[];
  /** How far ClickHouse's clock is ahead of this machine's, ms; null: not known. */
  skewMs: number | null;
  /** How far it may be. */
  skewLimitMs: number;
  staleAfterMs: number;
}

export const selfSourceName = 'watchkeeper';

/** Failed checks running after which a source is told of. */
const failuresTold = 3;
const minuteMs = 60_000;

/** What of the watch itself is ill. Pure. */
export function judgeSelf(facts: SelfFacts): Observation[] {
  const { receivers, skewMs, skewLimitMs } = facts;
  return [
    ...unreachable(facts),
    ...facts.sources.filter(({ status }) => status === 'stale').map((source) => stale(source, facts)),
    ...receivers.filter(({ status }) => status === 'broken').map((receiver) => failing(receiver, facts.now)),
    ...(skewMs !== null && Math.abs(skewMs) > skewLimitMs ? [skewed(skewMs, skewLimitMs, facts.now)] : []),
  ];
}

/**
 * What cannot be told of just now: of a source that was not asked yet, or has not failed often enough to be told of again, as
 * after a start, nobody knows that it can be reached; of one that cannot be read, whether its data is still too old.
 */
export function unjudgedSelf({ sources, failures, skewMs }: SelfFacts): Unjudged[] {
  const unread = sources.filter(({ status }) => status === 'starting' || status === 'failing');
  const unsettled = unread.filter(({ name }) => (failures.get(name) ?? 0) < failuresTold);
  const needed = sources.filter(({ status }) => status !== 'notSetUp');
  const isNothingRead = unsettled.length > 0 && unread.length === needed.length;
  return [
    ...unsettled.map(({ name }) => ({ type: 'source_unreachable', labels: { source: name } })),
    ...(isNothingRead ? [{ type: 'source_unreachable', labels: { source: 'clickhouse' } }] : []),
    ...unread.map(({ name }) => ({ type: 'data_stale', labels: { source: name } })),
    ...(skewMs === null ? [{ type: 'clock_skew', labels: {} }] : []),
  ];
}

/** One for all of them where nothing can be read: it is ClickHouse, and not each of them. */
function unreachable({ sources, failures, now }: SelfFacts): Observation[] {
  const failed = sources.filter(
    ({ name, status }) => status === 'failing' && (failures.get(name) ?? 0) >= failuresTold,
  );
  const needed = sources.filter(({ status }) => status !== 'notSetUp');
  const [first] = failed;
  if (first && failed.length > 1 && failed.length === needed.length) {
    const names = failed.map(({ name }) => name).join(', ');
    return [
      observation('source_unreachable', { source: 'clickhouse' }, `${first.lastError} Not checked: ${names}.`, now),
    ];
  }
  return failed.map(({ name, lastError }) =>
    observation('source_unreachable', { source: name }, lastError ?? `${name} cannot be read.`, now),
  );
}

function stale({ name, newestRowAt }: SourceHealth, { now, staleAfterMs }: SelfFacts): Observation {
  const ageMs = newestRowAt === null ? null : now - Date.parse(newestRowAt);
  const sentence =
    ageMs === null
      ? 'There are no events to judge. Check what writes them.'
      : `The newest event is ${formatDuration(ageMs)} old (limit ${formatDuration(staleAfterMs)}). Check what writes the events.`;
  return {
    ...observation('data_stale', { source: name }, sentence, now),
    unit: 'seconds',
    metricValue: ageMs === null ? null : Math.round(ageMs / 1000),
    expectedValue: staleAfterMs / 1000,
  };
}

function failing({ name, lastError }: ReceiverHealth, now: number): Observation {
  return observation(
    'receiver_failing',
    { receiver: name },
    `${lastError ?? `${name} takes no messages.`} Its messages go to the next in line; see Delivery.`,
    now,
  );
}

function skewed(skewMs: number, limitMs: number, now: number): Observation {
  const way = skewMs > 0 ? 'ahead of' : 'behind';
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  return {
    ...observation(
      'clock_skew',
      {},
      `ClickHouse's clock is ${seconds} s ${way} this machine's (limit ${Math.round(limitMs / 1000)} s): windows are judged too early or too late. Set the wrong one.`,
      now,
    ),
    severity: 'medium',
    unit: 'seconds',
    metricValue: Math.round(skewMs / 1000),
    expectedValue: 0,
  };
}

function observation(type: string, labels: Record<string, string>, description: string, now: number): Observation {
  return {
    ...{ source: selfSourceName, type, labels, severity: 'high', description },
    ...{ metricValue: null, expectedValue: null, unit: 'none', zScore: null, changePercent: null, trend: null },
    ...{
      windowStart: Math.floor(now / minuteMs) * minuteMs,
      windowMs: minuteMs,
      runbookUrl: null,
      acknowledgement: null,
    },
  };
}
