import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './Chip.module.css';

interface ChipProps {
  children: ReactNode;
  /** Given, the chip carries a button that takes it away. */
  onRemove?: () => void;
  /** What the button takes away, e.g. `severity critical`. */
  removeLabel?: string;
}

/** A small fact or an active filter. */
export function Chip({ children, onRemove, removeLabel }: ChipProps) {
  return (
    <span className={styles.chip}>
      {children}
      {onRemove && (
        <button type="button" className={styles.remove} onClick={onRemove} aria-label={`Remove ${removeLabel ?? ''}`}>
          <X />
        </button>
      )}
    </span>
  );
}
