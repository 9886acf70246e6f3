import { Link } from '../../routing/Link.tsx';
import type { NextStep } from './nextStep.ts';
import styles from './StepLink.module.css';

/** Where to do something about what stands before it. */
export function StepLink({ step }: { step: NextStep | null }) {
  if (step === null) return null;
  return (
    <>
      {' '}
      <Link to={step.to} className={styles.step}>
        {step.label}
      </Link>
    </>
  );
}
