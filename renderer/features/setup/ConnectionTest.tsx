import { PlugZap } from 'lucide-react';
import type { ReactNode } from 'react';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { TestOutcome } from '../health/TestOutcome.tsx';
import styles from './ConnectionTest.module.css';
import type { ConnectionTrial } from './useConnectionTrial.ts';

interface ConnectionTestProps {
  trial: ConnectionTrial;
  label: string;
  /** What one may do after it, beside its button. */
  children?: ReactNode;
}

/** Tries the connection as it stands in the form, saved or not, and says step by step what came of it. */
export function ConnectionTest({ trial, label, children }: ConnectionTestProps) {
  return (
    <div className={styles.test}>
      <div className={styles.buttons}>
        <Button
          icon={<PlugZap aria-hidden="true" />}
          busy={trial.busy}
          disabled={!trial.possible}
          onClick={() => void trial.run()}
        >
          {label}
        </Button>
        {children}
      </div>
      {trial.result && <TestOutcome result={trial.result} />}
      {trial.error !== null && (
        <p className={styles.error} role="alert">
          {explainError(trial.error)}
        </p>
      )}
    </div>
  );
}
