import { CalendarClock, CircleSlash, TriangleAlert } from 'lucide-react';
import { useRef } from 'react';
import type { JobList } from '../../../shared/jobs.ts';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { formatInstant } from '../../components/formatInstant.ts';
import { PageFrame } from '../../components/PageFrame.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import { useLocation } from '../../routing/useLocation.ts';
import { useServices } from '../../services.tsx';
import { useSettingsView } from '../setup/useSettingsView.ts';
import { useFreshness } from '../shell/useFreshness.ts';
import { JobEntry } from './JobEntry.tsx';
import styles from './JobsPage.module.css';
import { isOpen, jobsPath, readOpenJob } from './jobsPath.ts';
import { jobsWords } from './jobsWords.ts';
import { useJobs } from './useJobs.ts';

/** Every job that ran lately: who is failing, late or too long first. */
export function JobsPage() {
  const { data, error, isPending, dataUpdatedAt, refetch } = useJobs();
  const { watch } = useFreshness();
  const behind = watch === 'blind' || watch === 'disconnected';
  return (
    <PageFrame title="Jobs" about={data && data.items.length > 0 && jobsWords(data.items)}>
      {isPending && (
        <div className={styles.list} role="status" aria-label="Loading the jobs">
          {[1, 2, 3, 4].map((row) => (
            <Skeleton key={row} height="46px" />
          ))}
        </div>
      )}
      {error && data && (
        <p className={styles.trouble} role="alert">
          {explainError(error)} This is how it was at {formatInstant(dataUpdatedAt, 'short')}.{' '}
          <Button size="small" kind="quiet" onClick={() => refetch()}>
            Try again
          </Button>
        </p>
      )}
      {error && !data && (
        <EmptyState
          icon={<TriangleAlert />}
          tone="trouble"
          title="The jobs could not be read"
          actions={<Button onClick={() => refetch()}>Try again</Button>}
        >
          <p role="alert">{explainError(error)}</p>
        </EmptyState>
      )}
      {behind && data && !error && (
        <p className={styles.words} role="status">
          Jobs are not being checked now, so newer runs may be missing here.
        </p>
      )}
      {data && <Jobs list={data} />}
    </PageFrame>
  );
}

function Jobs({ list: { items, notSetUp } }: { list: JobList }) {
  const { router } = useServices();
  const { search } = useLocation();
  const open = readOpenJob(search);
  const sought = useRef(open);
  const settings = useSettingsView().data?.settings.jobs;
  if (notSetUp !== null) {
    return (
      <EmptyState
        icon={<CircleSlash />}
        title="Jobs are not set up"
        actions={<Link to={`${pathOf.setup}#connection`}>Setup → Connection</Link>}
      >
        <p>{notSetUp}</p>
        <p>Watchkeeper reads runs from a table of ClickHouse to which jobs write when they start and when they end.</p>
      </EmptyState>
    );
  }
  if (items.length === 0) {
    return (
      <EmptyState icon={<CalendarClock />} title="No job ran in the last 7 days">
        <p>A job shows up here with its first row in the table of job runs.</p>
      </EmptyState>
    );
  }
  const isThere = open === null || items.some((job) => isOpen(job, open));
  return (
    <>
      {settings?.enabled === false && (
        <p className={styles.words}>
          Jobs are not watched: there are no alerts and no messages. <Link to={`${pathOf.setup}#signals`}>Setup</Link>
        </p>
      )}
      {!isThere && (
        <p className={styles.words} role="status">
          {open?.job} has not run in the last 7 days.
        </p>
      )}
      <ul className={styles.list}>
        {items.map((job) => (
          <JobEntry
            key={`${job.environment}/${job.job}`}
            job={job}
            open={isOpen(job, open)}
            sought={isOpen(job, sought.current)}
            onToggle={() => router.navigate(jobsPath(isOpen(job, open) ? null : job), { replace: true })}
          />
        ))}
      </ul>
    </>
  );
}
