import type { ReactNode } from 'react';
import styles from './EmptyState.module.css';

interface EmptyStateProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** `calm`: nothing is wrong; `plain`: nothing to show; `trouble`: something could not be shown. */
  tone?: 'calm' | 'plain' | 'trouble';
}

/** What stands where rows, a chart or a page would be. */
export function EmptyState({ icon, title, children, actions, tone = 'plain' }: EmptyStateProps) {
  return (
    <div className={styles.empty} data-tone={tone}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <h2 className={styles.title}>{title}</h2>
      {children && <div className={styles.text}>{children}</div>}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
