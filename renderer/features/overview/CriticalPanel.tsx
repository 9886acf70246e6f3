import type { Overview } from '../../../shared/overview.ts';
import { Panel } from '../../components/Panel.tsx';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { Link } from '../../routing/Link.tsx';
import { type AlertFilter, alertsPath } from '../alerts/alertFilter.ts';
import { BigNumber } from './BigNumber.tsx';
import styles from './CountPanel.module.css';
import { type Quiet, useQuiet } from './useQuiet.ts';

const critical: Partial<AlertFilter> = { severity: ['critical'], range: '24h' };

const zeroWords: Record<Quiet, string> = {
  quiet: 'none',
  asFarAsKnown: 'none that is known',
  unknown: 'nothing is known',
};

/** How many critical alerts the last day has seen, and how many of them nobody has. */
export function CriticalPanel({ counts }: { counts: Overview['critical24h'] | null }) {
  const format = useValueFormat();
  const quiet = useQuiet();
  return (
    <Panel title="Critical" hint="24 h">
      <div className={styles.content}>
        <BigNumber
          value={counts?.total ?? null}
          to={alertsPath(critical)}
          label="critical in the last 24 hours"
          severity="critical"
          quiet={quiet}
        />
        <div className={styles.foot}>
          {counts !== null && counts.unacknowledged > 0 && (
            <Link className={styles.part} to={alertsPath({ ...critical, status: ['active'] })}>
              {format.count(counts.unacknowledged)} not acknowledged
            </Link>
          )}
          {counts !== null && counts.unacknowledged === 0 && (
            <span className={styles.note}>{counts.total === 0 ? zeroWords[quiet] : 'none is waiting'}</span>
          )}
        </div>
      </div>
    </Panel>
  );
}
