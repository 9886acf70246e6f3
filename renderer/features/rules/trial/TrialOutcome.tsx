import type { Unit } from '../../../../shared/alert.ts';
import type { Severity } from '../../../../shared/severity.ts';
import { NowValues } from './NowValues.tsx';
import { TrialChart } from './TrialChart.tsx';
import styles from './TryOut.module.css';
import { firingsSentence, problemSentence } from './trialWords.ts';
import type { RuleTrialState } from './useRuleTrial.ts';

interface TrialOutcomeProps {
  state: RuleTrialState;
  unit: Unit;
  severity: Severity;
  /** Fields of the rule that say their problems themselves. */
  fields: readonly string[];
}

/** What came of the last trial. */
export function TrialOutcome({ state, unit, severity, fields }: TrialOutcomeProps) {
  const { trial, isOld, failure, busy } = state;
  return (
    <div className={styles.outcome}>
      {busy && <p className={styles.muted}>Asking ClickHouse about the last 24 h …</p>}
      {failure && (
        <p className={styles.trouble} role="alert">
          Not tried. {failure}
        </p>
      )}
      {!failure && trial && (
        <div className={styles.result} data-old={isOld || busy || undefined}>
          {isOld && <p className={styles.muted}>Of before your last change:</p>}
          {trial.problem ? (
            <p className={isOld ? styles.muted : styles.trouble} role={isOld ? undefined : 'alert'}>
              Not tried.{' '}
              {trial.problem.field !== null && fields.includes(trial.problem.field) && !isOld
                ? `Something is wrong with the ${trial.problem.field}.`
                : problemSentence('The rule', trial.problem.message)}
            </p>
          ) : (
            <>
              <p className={styles.sentence}>{firingsSentence(trial)}</p>
              {trial.series.some(({ points }) => points.length > 1) && (
                <TrialChart trial={trial} unit={unit} severity={severity} />
              )}
              <NowValues now={trial.now} severity={severity} />
            </>
          )}
          {trial.note && <p className={styles.muted}>{trial.note}</p>}
        </div>
      )}
    </div>
  );
}
