import { Check, X } from 'lucide-react';
import type { z } from 'zod';
import type { TestResult } from '../../../shared/contract.ts';
import styles from './TestOutcome.module.css';

/** What came of trying something out: the verdict, and below it each step that was checked. */
export function TestOutcome({ result }: { result: z.infer<typeof TestResult> }) {
  return (
    <div className={styles.outcome} data-ok={result.ok} role="status">
      <p className={styles.verdict}>
        {result.ok ? <Check aria-hidden="true" /> : <X aria-hidden="true" />}
        {result.message}
      </p>
      {result.steps.length > 0 && (
        <ol className={styles.steps}>
          {result.steps.map((step) => (
            <li key={step.name} className={styles.step} data-ok={step.ok}>
              {step.ok ? <Check aria-label="passed" /> : <X aria-label="failed" />}
              <span className={styles.name}>{step.name}</span>
              {step.message !== result.message && <span className={styles.detail}>{step.message}</span>}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
