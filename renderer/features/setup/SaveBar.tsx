import { Button } from '../../components/Button.tsx';
import styles from './SaveBar.module.css';

interface SaveBarProps {
  changed: readonly string[];
  problems: Readonly<Record<string, string>>;
  busy: boolean;
  /** Why the last attempt failed, when no single field is to blame. */
  failure: string | null;
  onDiscard: () => void;
}

/** Appears once something has changed; says how much, and what keeps it from being saved. */
export function SaveBar({ changed, problems, busy, failure, onDiscard }: SaveBarProps) {
  const wrong = Object.keys(problems).length;
  if (changed.length === 0) return null;
  return (
    <div className={styles.bar}>
      <p className={styles.words} role="status">
        {failure ? (
          <span className={styles.trouble}>Not saved. {failure}</span>
        ) : wrong > 0 ? (
          <span className={styles.trouble}>{wrong === 1 ? '1 value is' : `${wrong} values are`} not right yet.</span>
        ) : (
          `${changed.length === 1 ? '1 change' : `${changed.length} changes`} not saved`
        )}
      </p>
      <Button onClick={onDiscard} disabled={busy}>
        Discard
      </Button>
      <Button type="submit" kind="primary" busy={busy} disabled={wrong > 0}>
        Save
      </Button>
    </div>
  );
}
