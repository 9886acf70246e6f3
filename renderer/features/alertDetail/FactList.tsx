import type { AlertFact } from './alertFacts.ts';
import styles from './FactList.module.css';

/** Facts as pairs of label and value, two to a line where there is room. */
export function FactList({ facts }: { facts: readonly AlertFact[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map((fact) => (
        <div key={`${fact.label} ${fact.value}`} className={styles.fact}>
          <dt>{fact.label}</dt>
          <dd title={fact.hint} data-code={fact.code || undefined}>
            {fact.value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
