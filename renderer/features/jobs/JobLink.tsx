import type { Alert } from '../../../shared/alert.ts';
import { jobTroubles } from '../../../shared/jobs.ts';
import { Link } from '../../routing/Link.tsx';
import { useServices } from '../../services.tsx';
import styles from '../alertDetail/AlertBody.module.css';
import { jobsPath } from './jobsPath.ts';

/** The runs of the job that an alert is about; nothing for other alerts, and from inside another page. */
export function JobLink({ alert: { type, labels } }: { alert: Pick<Alert, 'type' | 'labels'> }) {
  const { router } = useServices();
  const { job, environment = '' } = labels;
  const isAboutJob = jobTroubles.some((trouble) => trouble === type);
  if (!isAboutJob || job === undefined || router.home !== null) return null;
  return (
    <Link className={styles.more} to={jobsPath({ job, environment })}>
      Runs of {job}
    </Link>
  );
}
