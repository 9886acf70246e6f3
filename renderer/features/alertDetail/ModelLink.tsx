import type { Alert } from '../../../shared/alert.ts';
import { Link } from '../../routing/Link.tsx';
import { useServices } from '../../services.tsx';
import { alertsPath } from '../alerts/alertFilter.ts';
import styles from './AlertBody.module.css';

/** Everything that was told of the model that an alert is about; nothing for other alerts, and from inside another page. */
export function ModelLink({ alert: { source, labels } }: { alert: Pick<Alert, 'source' | 'labels'> }) {
  const { router } = useServices();
  const { model } = labels;
  if (source !== 'models' || model === undefined || router.home !== null) return null;
  return (
    <Link className={styles.more} to={alertsPath({ source: [source], q: model })}>
      All alerts about {model}
    </Link>
  );
}
