import type { Alert } from '../../../shared/alert.ts';
import type { Scenario } from '../../../shared/demo.ts';
import { SeverityShape } from '../../components/SeverityShape.tsx';
import { useNow } from '../../components/useNow.tsx';
import { Link } from '../../routing/Link.tsx';
import { alertPath } from '../../routing/route.ts';
import { useLive } from '../../services.tsx';
import styles from './ScenarioStatus.module.css';
import { scenarioProgress } from './scenarioProgress.ts';

const noAlerts: readonly Alert[] = [];

/** What has come of the scenario that was started last; while none runs, what the buttons are for. */
export function ScenarioStatus({ scenarios }: { scenarios: readonly Scenario[] }) {
  const recent = useLive((state) => state.overview?.recent ?? noAlerts);
  const now = useNow(5000);
  const newest = scenarios
    .filter((scenario) => scenario.running)
    .sort((one, other) => Date.parse(other.startedAt ?? '') - Date.parse(one.startedAt ?? ''))[0];
  const progress = newest ? scenarioProgress(newest, recent, now) : null;
  return (
    <span className={styles.status} role="status" data-idle={progress === null || undefined}>
      {progress === null && 'break the simulated shop:'}
      {progress?.kind === 'waiting' && progress.words}
      {progress?.kind === 'raised' && (
        <Link className={styles.raised} to={alertPath(progress.alert.id)}>
          <SeverityShape severity={progress.alert.severity} size={12} />
          {progress.alert.title} raised
        </Link>
      )}
    </span>
  );
}
