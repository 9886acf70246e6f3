import { BellOff, Check, Clock, X } from 'lucide-react';
import type { LedgerEntry } from '../../../shared/delivery/ledger.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { SeverityMark } from '../../components/SeverityMark.tsx';
import { Link } from '../../routing/Link.tsx';
import { alertPath } from '../../routing/route.ts';
import { notificationWords } from '../alertDetail/notificationWords.ts';
import styles from './LedgerPanel.module.css';

const icons: Record<LedgerEntry['outcome'], typeof Check> = {
  sent: Check,
  pending: Clock,
  heldBack: BellOff,
  failed: X,
};

/** One decision: when, about what, what came of it and why. */
export function LedgerRow({ line }: { line: LedgerEntry }) {
  const { at, alert, alertId, outcome, detail } = line;
  const words = notificationWords(line);
  const Icon = icons[outcome];
  return (
    <li className={styles.line} data-outcome={outcome}>
      <time className={styles.time} dateTime={at} title={formatInstant(at, 'exact')}>
        {formatInstant(at, 'short')}
      </time>
      <span className={styles.alert}>
        {alert ? <SeverityMark severity={alert.severity} /> : null}
        {alert && alertId ? <Link to={alertPath(alertId)}>{alert.title}</Link> : <span>Summary</span>}
      </span>
      <span className={styles.what}>
        <Icon className={styles.icon} aria-hidden="true" />
        {words.what}
      </span>
      <span className={styles.why}>
        {words.why}
        {detail && <span className={styles.detail}>{detail}</span>}
      </span>
    </li>
  );
}
