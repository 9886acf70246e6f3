import { BellOff, Check, Clock, X } from 'lucide-react';
import type { NotificationLogEntry } from '../../../shared/alert.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { useLive } from '../../services.tsx';
import styles from './log.module.css';
import { notificationWords } from './notificationWords.ts';

const icons: Record<NotificationLogEntry['outcome'], typeof Check> = {
  sent: Check,
  pending: Clock,
  heldBack: BellOff,
  failed: X,
};

/** Who was told of it, when and why, and what was held back and why; the newest first. */
export function NotificationLog({ entries }: { entries: readonly NotificationLogEntry[] }) {
  const noReceivers = useLive((state) => state.health?.receivers.length === 0);
  if (entries.length === 0) {
    return (
      <p className={styles.none}>
        {noReceivers ? 'Nobody: no receiver is set up. ' : 'Nobody so far. '}
        It is shown on this board{noReceivers ? ' only' : ''}.
      </p>
    );
  }
  const newestFirst = [...entries].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
  return (
    <ol className={styles.log}>
      {newestFirst.map((entry) => {
        const words = notificationWords(entry);
        const Icon = icons[entry.outcome];
        return (
          <li key={entry.id} className={styles.entry} data-outcome={entry.outcome}>
            <Icon className={styles.icon} aria-hidden="true" />
            <div className={styles.words}>
              <span>{words.what}</span>
              <span className={styles.why}>{words.why}</span>
              {words.standIn && <span className={styles.detail}>{words.standIn}</span>}
              {entry.detail && <span className={styles.detail}>{entry.detail}</span>}
            </div>
            <time className={styles.time} dateTime={entry.at} title={formatInstant(entry.at, 'exact')}>
              {formatInstant(entry.at, 'seconds')}
            </time>
          </li>
        );
      })}
    </ol>
  );
}
