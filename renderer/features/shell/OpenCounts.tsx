import { severities } from '../../../shared/severity.ts';
import { SeverityShape } from '../../components/SeverityShape.tsx';
import { severityWords } from '../../components/severityWords.ts';
import { Link } from '../../routing/Link.tsx';
import { useLive } from '../../services.tsx';
import { alertsPath } from '../alerts/alertFilter.ts';
import type { FreshnessView } from './freshnessView.ts';
import styles from './OpenCounts.module.css';
import { QuietMark } from './QuietMark.tsx';

/** "2 critical · 1 high · 3 acked": what is open now, each number a link to its rows. */
export function OpenCounts({ freshness }: { freshness: FreshnessView }) {
  const open = useLive((state) => state.overview?.open ?? null);
  if (open === null) return null;
  const waiting = severities.filter((severity) => open.unacknowledged[severity] > 0);
  const quiet = waiting.length === 0 && open.acknowledged === 0;
  return (
    <nav className={styles.counts} aria-label="Open alerts">
      {quiet && freshness.watch === 'live' && <QuietMark />}
      {quiet && freshness.watch !== 'live' && <span className={styles.unknown}>nothing known</span>}
      {waiting.map((severity) => (
        <Link
          key={severity}
          to={alertsPath({ status: ['active'], severity: [severity] })}
          className={styles.count}
          data-severity={severity}
        >
          <SeverityShape severity={severity} />
          <b>{open.unacknowledged[severity]}</b>
          <span className={styles.word}>{severityWords[severity].toLowerCase()}</span>
        </Link>
      ))}
      {open.acknowledged > 0 && (
        <Link to={alertsPath({ status: ['acknowledged'] })} className={styles.count}>
          <b>{open.acknowledged}</b> acked
        </Link>
      )}
    </nav>
  );
}
