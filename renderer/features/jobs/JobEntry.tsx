import { ChevronRight } from 'lucide-react';
import { Fragment, useEffect, useId, useRef } from 'react';
import { formatDuration } from '../../../shared/formatDuration.ts';
import type { JobView } from '../../../shared/jobs.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { useNow } from '../../components/useNow.tsx';
import { Link } from '../../routing/Link.tsx';
import { alertPath } from '../../routing/route.ts';
import { alertsPath } from '../alerts/alertFilter.ts';
import { StatusMark } from '../health/StatusMark.tsx';
import styles from './JobEntry.module.css';
import { JobRuns } from './JobRuns.tsx';
import { JobSettingsForm } from './JobSettingsForm.tsx';
import { dueWords, durationWords, everyWords, jobState, momentOf } from './jobWords.ts';
import { RunMarks } from './RunMarks.tsx';

interface JobEntryProps {
  job: JobView;
  open: boolean;
  /** The address asked for it: it is brought into view once. */
  sought: boolean;
  onToggle: () => void;
}

/** One job in one environment: how it stands, its last runs, and, opened, everything about them. */
export function JobEntry({ job, open, sought, onToggle }: JobEntryProps) {
  const id = useId();
  const box = useRef<HTMLLIElement>(null);
  const soughtAtFirst = useRef(sought);
  useEffect(() => {
    if (soughtAtFirst.current) box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <li ref={box} className={styles.entry} data-open={open || undefined}>
      <div className={styles.row}>
        <h2 className={styles.name}>
          <button type="button" aria-expanded={open} aria-controls={id} onClick={onToggle}>
            <ChevronRight aria-hidden="true" />
            <span className={styles.label}>
              {job.job} {job.environment !== '' && <span className={styles.environment}>{job.environment}</span>}
            </span>
          </button>
        </h2>
        <StatusMark status={jobState(job)} />
        <LastRun job={job} />
        <RunMarks runs={job.runs} />
      </div>
      {job.troubles.length > 0 && <Troubles job={job} />}
      {open && (
        <div id={id} className={styles.more}>
          <JobRuns job={job} />
          <JobSettingsForm job={job} />
        </div>
      )}
    </li>
  );
}

function LastRun({ job }: { job: JobView }) {
  const now = useNow(10_000);
  const [newest] = job.runs;
  const at = newest ? momentOf(newest) : null;
  const ago = at === null || newest?.status === 'running' ? null : `${formatDuration(now - Date.parse(at))} ago`;
  const words = [
    ago,
    newest ? durationWords(newest, job.schedule, now) : null,
    dueWords(job, now),
    everyWords(job.schedule),
  ];
  const known = words.filter((part) => part !== null);
  return (
    <p className={styles.words} title={at === null ? undefined : formatInstant(at, 'exact')}>
      {known.length === 0 && 'no schedule known yet'}
      {known.map((part, index) => (
        <Fragment key={part}>
          {index > 0 && ' · '}
          <span className={styles.part}>{part}</span>
        </Fragment>
      ))}
    </p>
  );
}

function Troubles({ job }: { job: JobView }) {
  return (
    <ul className={styles.troubles}>
      {job.troubles.map(({ type, description }) => {
        const alert = job.alerts.find((each) => each.type === type);
        return (
          <li key={type}>
            {description}{' '}
            {alert ? (
              <Link to={alertPath(alert.id)} className={styles.link}>
                {alert.status === 'acknowledged' ? 'Open the alert, which somebody has' : 'Open the alert'}
              </Link>
            ) : (
              <Link to={alertsPath({ type: [type], q: job.job })} className={styles.link}>
                Its alerts
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}
