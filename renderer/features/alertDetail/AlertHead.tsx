import { X } from 'lucide-react';
import type { AlertDetail } from '../../../shared/alert.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { SeverityMark } from '../../components/SeverityMark.tsx';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { changeOf, heldAgainst, lossOf } from '../alerts/rowText.ts';
import styles from './AlertHead.module.css';
import { AlertState } from './AlertState.tsx';

/** What it is and how bad, always in view. */
export function AlertHead({ alert, onClose }: { alert: AlertDetail; onClose: () => void }) {
  const format = useValueFormat();
  const change = changeOf(alert, format);
  const loss = lossOf(alert, format);
  return (
    <header className={styles.head}>
      <div className={styles.top}>
        <SeverityMark severity={alert.severity} hollow={alert.status === 'resolved'} />
        <AlertState alert={alert} />
        <IconButton className={styles.close} label="Close" shortcut="Esc" icon={<X />} onClick={onClose} />
      </div>
      <h2 className={styles.title}>{alert.title}</h2>
      {alert.metricValue !== null && (
        <p className={styles.measure}>
          <b>{format.value(alert.metricValue, alert.unit)}</b>
          {alert.expectedValue !== null && (
            <span className={styles.expected}>
              {heldAgainst(alert)} {format.value(alert.expectedValue, alert.unit)}
            </span>
          )}
          {change && <span className={styles.change}>{change}</span>}
        </p>
      )}
      {loss && <p className={styles.loss}>{loss.sentence}</p>}
    </header>
  );
}
