import { type ReactNode, useId } from 'react';
import styles from './Panel.module.css';

interface PanelProps {
  title: string;
  /** Said beside the title, e.g. the span of time. */
  hint?: ReactNode;
  /** Buttons and links at the end of the title line. */
  actions?: ReactNode;
  className?: string | undefined;
  children: ReactNode;
}

/** A titled region on raised ground. */
export function Panel({ title, hint, actions, className, children }: PanelProps) {
  const titleId = useId();
  return (
    <section className={[styles.panel, className].filter(Boolean).join(' ')} aria-labelledby={titleId}>
      <header className={styles.head}>
        <h2 id={titleId} className={styles.title}>
          {title}
        </h2>
        {hint && <span className={styles.hint}>{hint}</span>}
        {actions && <span className={styles.actions}>{actions}</span>}
      </header>
      {children}
    </section>
  );
}
