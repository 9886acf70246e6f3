import { BellOff, Check, Clock, X } from 'lucide-react';
import type { LedgerEntry } from '../../../shared/delivery/ledger.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { SeverityMark } from '../../components/SeverityMark.tsx';
import { Link } from '../../routing/Link.tsx';
import { alertPath, pathOf } from '../../routing/route.ts';
import { notificationWords } from '../alertDetail/notificationWords.ts';
import styles from './LedgerPanel.module.css';
import { writeLedgerFilter } from './ledgerFilter.ts';

const icons: Record<LedgerEntry['outcome'], typeof Check> = {
  sent: Check,
  pending: Clock,
  heldBack: BellOff,
  failed: X,
};

/** One decision: when, about what, what came of it and why. */
export function LedgerRow({ line }: { line: LedgerEntry }) {
  const { at, alert, alertId, subject, outcome, detail } = line;
  const words = notificationWords(line);
  const behind = behindOf(line);
  const Icon = icons[outcome];
  return (
    <li className={styles.line} data-outcome={outcome}>
      <time className={styles.time} dateTime={at} title={formatInstant(at, 'exact')}>
        {formatInstant(at, 'short')}
      </time>
      <span className={styles.alert}>
        {alert ? <SeverityMark severity={alert.severity} /> : null}
        {alert && alertId ? <Link to={alertPath(alertId)}>{alert.title}</Link> : <span>{subject ?? 'Summary'}</span>}
      </span>
      <span className={styles.what}>
        <Icon className={styles.icon} aria-hidden="true" />
        {words.what}
      </span>
      <span className={styles.why}>
        {words.why}
        {words.standIn && <span className={styles.detail}>{words.standIn}</span>}
        {(detail || behind) && (
          <span className={styles.detail}>
            {detail} {behind && <Link to={behind.path}>{behind.words}</Link>}
          </span>
        )}
      </span>
    </li>
  );
}

/** Where one sees what held it back. */
function behindOf({ heldBack, alertId, receiver }: LedgerEntry): { path: string; words: string } | null {
  if (heldBack === 'silenced' || heldBack === 'quietHours') return { path: pathOf.quiet, words: 'What is quiet' };
  if (heldBack !== 'deduplicated' || alertId === null) return null;
  const sent = writeLedgerFilter('?tab=log', { alertId, receiver, outcome: 'sent' });
  return { path: `${pathOf.delivery}${sent}`, words: 'The message' };
}
