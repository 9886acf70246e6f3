import { CircleCheck } from 'lucide-react';
import type { Severity } from '../../../../shared/severity.ts';
import type { RuleTrial } from '../../../../shared/signals/ruleTrial.ts';
import { SeverityShape } from '../../../components/SeverityShape.tsx';
import styles from './TryOut.module.css';

interface NowValuesProps {
  now: RuleTrial['now'];
  severity: Severity;
}

const mostShown = 6;

/** What the rule says of every series just now, those that are wrong first. */
export function NowValues({ now, severity }: NowValuesProps) {
  if (now.length === 0) return null;
  const wrong = now.filter(({ isWrong }) => isWrong).length;
  const ordered = now.toSorted((one, other) => Number(other.isWrong) - Number(one.isWrong));
  const [shown, more] = [ordered.slice(0, mostShown), ordered.slice(mostShown)];
  return (
    <section aria-label="Now">
      <h4 className={styles.heading}>Now: {wrong === 0 ? 'nothing is wrong' : `${wrong} of ${now.length} wrong`}</h4>
      <Sentences entries={shown} severity={severity} />
      {more.length > 0 && (
        <details className={styles.more}>
          <summary>{more.length} more</summary>
          <Sentences entries={more} severity={severity} />
        </details>
      )}
    </section>
  );
}

function Sentences({ entries, severity }: { entries: RuleTrial['now']; severity: Severity }) {
  return (
    <ul className={styles.now}>
      {entries.map(({ labels, isWrong, sentence }) => (
        <li key={JSON.stringify(labels)}>
          {isWrong ? <SeverityShape severity={severity} /> : <CircleCheck className={styles.fine} aria-hidden="true" />}
          <span>{sentence}</span>
        </li>
      ))}
    </ul>
  );
}
