import { Check, Clock, MessageSquareText, X } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import styles from './BulkBar.module.css';

interface BulkBarProps {
  count: number;
  total: number;
  onAcknowledge: () => void;
  onNote: () => void;
  onSnooze: () => void;
  /** Selects every alert of the filter, loaded or not. */
  onAll: () => void;
  onClear: () => void;
}

/** Takes the place of the filters while something is selected. */
export function BulkBar({ count, total, onAcknowledge, onNote, onSnooze, onAll, onClear }: BulkBarProps) {
  return (
    <div className={styles.bar} role="toolbar" aria-label="Selected alerts">
      <IconButton label="Drop the selection" shortcut="Esc" icon={<X />} onClick={onClear} />
      <span className={styles.count} aria-live="polite">
        {count.toLocaleString()} selected
      </span>
      {count < total && (
        <button type="button" className={styles.all} onClick={onAll}>
          select all {total.toLocaleString()}
        </button>
      )}
      <div className={styles.actions}>
        <Button icon={<Clock />} onClick={onSnooze} shortcut="s">
          <span className={styles.word}>{count > 1 && count >= total ? 'Snooze all …' : 'Snooze …'}</span>
        </Button>
        <Button className={styles.note} icon={<MessageSquareText />} onClick={onNote} shortcut="A">
          With note
        </Button>
        <Button kind="primary" icon={<Check />} onClick={onAcknowledge} shortcut="a">
          Acknowledge {count.toLocaleString()}
        </Button>
      </div>
    </div>
  );
}
