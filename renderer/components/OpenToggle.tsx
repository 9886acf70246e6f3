import { ChevronRight } from 'lucide-react';
import styles from './OpenToggle.module.css';

interface OpenToggleProps {
  title: string;
  open: boolean;
  /** Id of what it opens, which is drawn while it is open. */
  controls: string;
  onToggle: () => void;
}

/** The title of a row that opens. A click anywhere in the nearest positioned box around it counts. */
export function OpenToggle({ title, open, controls, onToggle }: OpenToggleProps) {
  return (
    <button
      type="button"
      className={styles.toggle}
      aria-expanded={open}
      aria-controls={open ? controls : undefined}
      onClick={onToggle}
    >
      <ChevronRight aria-hidden="true" />
      <span>{title}</span>
    </button>
  );
}
