import { Check, CircleMinus, X } from 'lucide-react';
import type { z } from 'zod';
import type { TestResult } from '../../../shared/contract.ts';
import styles from './TestOutcome.module.css';

type Step = z.infer<typeof TestResult>['steps'][number];

/** What came of trying something out: the verdict, and below it each step that was checked. */
export function TestOutcome({ result }: { result: z.infer<typeof TestResult> }) {
  return (
    <div className={styles.outcome} data-ok={result.ok} role="status">
      <p className={styles.verdict}>
        {result.ok ? <Check aria-hidden="true" /> : <X aria-hidden="true" />}
        {result.message}
      </p>
      {!saysAllOfIt(result) && (
        <ol className={styles.steps}>
          {result.steps.map((step) => (
            <li key={step.name} className={styles.step} data-state={stateOf(step)}>
              <StepMark step={step} />
              <span className={styles.name}>{step.name}</span>
              {step.message !== result.message && <span className={styles.detail}>{step.message}</span>}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** Sending is one step, which would only say again what the verdict says; the step of a connection says how far one got. */
const saysAllOfIt = ({ steps, message }: z.infer<typeof TestResult>) =>
  steps.every((step) => step.name === 'send' && step.message === message);

const stateOf = (step: Step) => (step.notSetUp ? 'notSetUp' : step.ok ? 'passed' : 'failed');

function StepMark({ step }: { step: Step }) {
  switch (stateOf(step)) {
    case 'notSetUp':
      return <CircleMinus aria-label="not set up" />;
    case 'passed':
      return <Check aria-label="passed" />;
    case 'failed':
      return <X aria-label="failed" />;
  }
}
