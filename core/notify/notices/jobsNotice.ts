import { formatCount, formatNumber } from '../../../shared/formatValue.ts';
import type { JobStatus } from '../../../shared/jobs.ts';
import type { JobNotice, JobsNotice } from './notice.ts';

const mostNamed = 30;
/** What somebody may have to look at comes first. */
const order: readonly JobStatus[] = ['failed', 'cancelled', 'succeeded', 'running'];

/** One message for many runs: all are counted, and as many named as can be read. */
export function jobsNotice(notices: readonly JobNotice[]): JobsNotice {
  const counts = { running: 0, succeeded: 0, failed: 0, cancelled: 0 };
  for (const { status } of notices) counts[status]++;
  const sorted = notices.toSorted((one, other) => order.indexOf(one.status) - order.indexOf(other.status));
  return {
    kind: 'jobs',
    counts,
    runs: sorted.slice(0, mostNamed).map(({ job, environment, runId, status, durationMs, error }) => ({
      ...{ job, environment, runId, status, durationMs, error },
    })),
  };
}

const outcomes: readonly (readonly [JobStatus, string])[] = [
  ['failed', 'failed'],
  ['cancelled', 'cancelled'],
  ['succeeded', 'succeeded'],
  ['running', 'started'],
];

/** "500 job runs: 3 failed, 497 succeeded". */
export function jobsHeadline({ counts }: JobsNotice): string {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const parts = outcomes.flatMap(([status, word]) =>
    counts[status] === 0 ? [] : [`${formatNumber(counts[status])} ${word}`],
  );
  return `${formatCount(all, 'job run')}: ${parts.join(', ')}`;
}
