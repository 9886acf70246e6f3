import {
  Check,
  CircleCheck,
  CirclePlay,
  Clock,
  RotateCcw,
  Siren,
  Tag,
  TrendingDown,
  TrendingUp,
  Undo2,
} from 'lucide-react';
import type { HistoryEntry, HistoryKind } from '../../../shared/alert.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { historyWords } from './historyWords.ts';
import styles from './log.module.css';

const icons: Record<HistoryKind, typeof Check> = {
  fired: CirclePlay,
  severityRaised: TrendingUp,
  severityLowered: TrendingDown,
  reopened: RotateCcw,
  acknowledged: Check,
  unacknowledged: Undo2,
  snoozed: Clock,
  unsnoozed: Clock,
  escalated: Siren,
  resolved: CircleCheck,
  feedback: Tag,
};

/** What has happened to the alert and who caused it; the newest first. */
export function AlertHistory({ entries }: { entries: readonly HistoryEntry[] }) {
  if (entries.length === 0) return <p className={styles.none}>Nothing is written down yet.</p>;
  const newestFirst = [...entries].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
  return (
    <ol className={styles.log}>
      {newestFirst.map((entry) => {
        const Icon = icons[entry.kind];
        return (
          <li key={`${entry.at} ${entry.kind}`} className={styles.entry}>
            <Icon className={styles.icon} aria-hidden="true" />
            <div className={styles.words}>
              <span>{historyWords(entry)}</span>
              {entry.note && <span className={styles.why}>{entry.note}</span>}
            </div>
            <time className={styles.time} dateTime={entry.at} title={formatInstant(entry.at, 'exact')}>
              {formatInstant(entry.at, 'short')}
            </time>
          </li>
        );
      })}
    </ol>
  );
}
