import type { JobNotice, SourceNotice } from '../notify/notices/notice.ts';
import { durationMs, type JobRun, runKey } from './jobRun.ts';
import { maskSecrets } from './maskSecrets.ts';
import { runFacts } from './runFacts.ts';

/**
 * What there is to tell of runs that have new rows: that one began, or how it ended when it is over already. Each once, by its
 * key. Ends that differ are told each.
 */
export function jobNotices(runs: readonly JobRun[]): SourceNotice[] {
  return runs.map((run) => {
    const phase = run.status === 'running' ? 'started' : 'finished';
    const what = phase === 'started' ? 'started' : run.status;
    return {
      key: `job/${runKey(run)}/${what}`,
      notice: noticeOf(run, phase),
      subject: `${run.job} ${what}`,
      thread: `job/${runKey(run)}`,
    };
  });
}

function noticeOf(run: JobRun, phase: JobNotice['phase']): JobNotice {
  const { job, environment, runId, status, startedAt, finishedAt, error } = run;
  return {
    kind: 'job',
    ...{ phase, job, environment, runId, status },
    startedAt: isoOrNull(startedAt),
    finishedAt: isoOrNull(finishedAt),
    durationMs: durationMs(run),
    error: maskSecrets(error),
    // The run is named below, and how long it took in the headline.
    facts: runFacts(run).filter(({ name }) => name !== 'Run' && name !== 'Duration'),
  };
}

const isoOrNull = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
