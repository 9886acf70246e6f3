import { BellOff, Check, Clock, MessageSquareText, Tag, X } from 'lucide-react';
import { Button } from '../../components/Button.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import styles from './BulkBar.module.css';

interface BulkBarProps {
  count: number;
  total: number;
  onAcknowledge: () => void;
  onNote: () => void;
  onSnooze: () => void;
  onSilence: () => void;
  onLabel: () => void;
  /** Selects every alert of the filter, loaded or not. */
  onAll: () => void;
  onClear: () => void;
}

/** Takes the place of the filters while something is selected. */
export function BulkBar(props: BulkBarProps) {
  const { count, total, onAcknowledge, onNote, onSnooze, onSilence, onLabel, onAll, onClear } = props;
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
        <Button icon={<Clock />} title="Snooze" onClick={onSnooze} shortcut="s">
          <span className={styles.word}>{count > 1 && count >= total ? 'Snooze all …' : 'Snooze …'}</span>
        </Button>
        <Button icon={<BellOff />} title="Silence" onClick={onSilence} shortcut="m">
          <span className={styles.word}>Silence …</span>
        </Button>
        <Button icon={<Tag />} title="Label" onClick={onLabel} shortcut="l">
          <span className={styles.word}>Label …</span>
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
