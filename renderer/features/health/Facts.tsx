import type { ReactNode } from 'react';
import styles from './Facts.module.css';

export interface Fact {
  label: string;
  value: ReactNode;
  /** Set in the mono face. */
  code?: boolean;
  hint?: string;
}

/** Small facts side by side: what, and below it how much. */
export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map((fact) => (
        <div key={fact.label} className={styles.fact}>
          <dt className={styles.label}>{fact.label}</dt>
          <dd className={styles.value} data-code={fact.code || undefined} title={fact.hint}>
            {fact.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
