import { formatDuration } from '../../../shared/formatDuration.ts';
import type { JobRunDetail, JobView } from '../../../shared/jobs.ts';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { formatInstant } from '../../components/formatInstant.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { FactList } from '../alertDetail/FactList.tsx';
import { StatusMark } from '../health/StatusMark.tsx';
import styles from './JobRuns.module.css';
import { momentOf, runWords } from './jobWords.ts';
import { useJobRuns } from './useJobs.ts';

/** The newest runs of a job, each with its error and what it says of itself. */
export function JobRuns({ job }: { job: JobView }) {
  const { data, error, isPending, refetch } = useJobRuns(job);
  return (
    <section aria-label={`Runs of ${job.job}`}>
      <h3 className={styles.heading}>Runs</h3>
      {isPending && <Skeleton height="96px" />}
      {error && (
        <p className={styles.error} role="alert">
          {explainError(error)}{' '}
          <Button size="small" kind="quiet" onClick={() => refetch()}>
            Try again
          </Button>
        </p>
      )}
      {data?.items.length === 0 && <p className={styles.words}>It has not run in the last 30 days.</p>}
      {data && data.items.length > 0 && (
        <ol className={styles.runs}>
          {data.items.map((run) => (
            <Run key={run.runId} run={run} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Run({ run }: { run: JobRunDetail }) {
  const format = useValueFormat();
  const at = run.startedAt ?? momentOf(run);
  const words = [
    run.durationMs === null ? null : formatDuration(run.durationMs),
    run.successCount === null ? null : `${format.count(run.successCount)} succeeded`,
    run.failedCount === null ? null : `${format.count(run.failedCount)} failed`,
  ].filter((part) => part !== null);
  return (
    <li className={styles.run}>
      <div className={styles.line}>
        <StatusMark status={runWords[run.status]} />
        {at !== null && (
          <time dateTime={at} title={formatInstant(at, 'exact')}>
            {formatInstant(at, 'short')}
          </time>
        )}
        <span className={styles.words}>{words.join(' · ')}</span>
        <code className={styles.id}>{run.runId}</code>
      </div>
      {run.oddity !== null && <p className={styles.words}>This run {run.oddity}.</p>}
      {run.error !== '' && <p className={styles.error}>{run.error}</p>}
      {run.facts.length > 0 && (
        <details className={styles.details}>
          <summary>What it says of itself</summary>
          <FactList facts={run.facts.map(({ name, value }) => ({ label: name, value }))} />
        </details>
      )}
    </li>
  );
}
