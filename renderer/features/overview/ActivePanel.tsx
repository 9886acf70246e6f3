import type { Overview } from '../../../shared/overview.ts';
import { type Severity, severities } from '../../../shared/severity.ts';
import { Panel } from '../../components/Panel.tsx';
import { SeverityShape } from '../../components/SeverityShape.tsx';
import { severityWords } from '../../components/severityWords.ts';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { Link } from '../../routing/Link.tsx';
import { type AlertFilter, alertsPath } from '../alerts/alertFilter.ts';
import { BigNumber } from './BigNumber.tsx';
import styles from './CountPanel.module.css';
import { type Quiet, useQuiet } from './useQuiet.ts';

const goingOn: Partial<AlertFilter> = { status: ['active', 'acknowledged'], range: '1h' };

const zeroWords: Record<Quiet, string> = {
  quiet: 'nothing going on',
  asFarAsKnown: 'none that is known',
  unknown: 'nothing is known',
};

/** How many alerts are going on: not resolved and seen within the last hour. */
export function ActivePanel({ counts }: { counts: Overview['activeLastHour'] | null }) {
  const format = useValueFormat();
  const quiet = useQuiet();
  const present = counts ? severities.filter((severity) => counts.bySeverity[severity] > 0) : [];
  const path = (severity: Severity) => alertsPath({ ...goingOn, severity: [severity] });
  return (
    <Panel title="Active" hint="1 h">
      <div className={styles.content}>
        <BigNumber
          value={counts?.total ?? null}
          to={alertsPath(goingOn)}
          label="active in the last hour"
          quiet={quiet}
        />
        <div className={styles.foot}>
          {present.map((severity) => (
            <Link
              key={severity}
              className={styles.part}
              to={path(severity)}
              aria-label={`${counts?.bySeverity[severity]} ${severityWords[severity].toLowerCase()}`}
              title={severityWords[severity]}
            >
              <SeverityShape severity={severity} size={12} />
              {format.count(counts?.bySeverity[severity] ?? 0)}
            </Link>
          ))}
          {counts?.total === 0 && <span className={styles.note}>{zeroWords[quiet]}</span>}
        </div>
      </div>
    </Panel>
  );
}
