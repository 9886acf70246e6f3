import { CircleCheck, CircleDashed, CircleMinus, CircleX } from 'lucide-react';
import { formatDuration } from '../../../shared/formatDuration.ts';
import type { JobRunView, JobStatus } from '../../../shared/jobs.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { runWords } from './jobWords.ts';
import styles from './RunMarks.module.css';

const icons: Record<JobStatus, typeof CircleCheck> = {
  running: CircleDashed,
  succeeded: CircleCheck,
  failed: CircleX,
  cancelled: CircleMinus,
};

/** The last runs as small marks, the newest at the end. */
export function RunMarks({ runs }: { runs: readonly JobRunView[] }) {
  return (
    <ol className={styles.marks} aria-label="Last runs, the newest last">
      {runs.toReversed().map((run) => {
        const Icon = icons[run.status];
        return (
          <li key={run.runId} className={styles.mark} data-status={run.status} title={wordsOf(run)}>
            <Icon aria-hidden="true" />
            <span className={styles.heard}>{wordsOf(run)}</span>
          </li>
        );
      })}
    </ol>
  );
}

function wordsOf({ status, startedAt, finishedAt, durationMs }: JobRunView): string {
  const at = startedAt ?? finishedAt;
  const parts = [
    runWords[status].word,
    ...(at === null ? [] : [formatInstant(at, 'short')]),
    ...(durationMs === null ? [] : [formatDuration(durationMs)]),
  ];
  return parts.join(' · ');
}
