import { formatDuration } from '../../../shared/formatDuration.ts';
import type { JobRunView, JobStatus, JobView } from '../../../shared/jobs.ts';
import type { StatusWords } from '../health/sourceWords.ts';

export const runWords: Record<JobStatus, StatusWords> = {
  running: { word: 'Running', tone: 'waiting' },
  succeeded: { word: 'Succeeded', tone: 'good' },
  failed: { word: 'Failed', tone: 'bad' },
  cancelled: { word: 'Cancelled', tone: 'off' },
};

const troubleWords = {
  job_failed: { word: 'Failed', tone: 'bad' },
  job_missing: { word: 'Missing', tone: 'bad' },
  job_overdue: { word: 'Too long', tone: 'warning' },
} as const satisfies Record<JobView['troubles'][number]['type'], StatusWords>;

/** The worst of its troubles, or how its newest run stands. */
export function jobState({ troubles, runs }: Pick<JobView, 'troubles' | 'runs'>): StatusWords {
  for (const type of ['job_failed', 'job_missing', 'job_overdue'] as const) {
    if (troubles.some((trouble) => trouble.type === type)) return troubleWords[type];
  }
  const [newest] = runs;
  if (newest === undefined) return { word: 'No runs', tone: 'off' };
  return newest.status === 'succeeded' ? { word: 'OK', tone: 'good' } : runWords[newest.status];
}

/** "Next in 48 min", "due 20 min ago"; null: nobody knows. */
export function dueWords(
  { nextDueAt, runs, troubles }: Pick<JobView, 'nextDueAt' | 'runs' | 'troubles'>,
  now: number,
): string | null {
  if (nextDueAt === null || runs[0]?.status === 'running') return null;
  // Its sentence says so.
  if (troubles.some(({ type }) => type === 'job_missing')) return null;
  const due = Date.parse(nextDueAt);
  return due >= now ? `next in ${formatDuration(due - now)}` : `due ${formatDuration(now - due)} ago`;
}

/** "every 1 h (learnt)"; null: nobody knows. */
export function everyWords({ everyMs, everyIsGiven }: JobView['schedule']): string | null {
  return everyMs === null ? null : `every ${formatDuration(everyMs)} (${everyIsGiven ? 'given' : 'learnt'})`;
}

/** "took 4 min, usually up to 6 min". */
export function durationWords(run: JobRunView, { usualMs }: JobView['schedule'], now: number): string | null {
  const usually = usualMs === null ? '' : `, usually up to ${formatDuration(usualMs)}`;
  if (run.status === 'running') {
    return run.startedAt === null ? null : `running for ${formatDuration(now - Date.parse(run.startedAt))}${usually}`;
  }
  return run.durationMs === null ? null : `took ${formatDuration(run.durationMs)}${usually}`;
}

/** When a run was, as far as it is known. */
export const momentOf = ({ finishedAt, startedAt }: JobRunView): string | null => finishedAt ?? startedAt;
