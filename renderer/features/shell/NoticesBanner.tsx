import { OctagonX } from 'lucide-react';
import { pathOf } from '../../routing/route.ts';
import { useLive } from '../../services.tsx';
import { type NextStep, stepAfterNotice } from '../health/nextStep.ts';
import { StepLink } from '../health/StepLink.tsx';
import styles from './TopBanner.module.css';

const toSetup: NextStep = { label: 'To Setup', to: pathOf.setup };

/** Said across the top by the banner of their own. */
const saidElsewhere = ['secretsLocked', 'secretsWaiting'];

/** Across the top: what of this host is broken and needs a hand, such as settings that could not be read, each with where to. */
export function NoticesBanner() {
  const notices = useLive(({ health }) => health?.notices ?? null);
  const reason = useLive(({ health }) => health?.statusReason ?? null);
  const errors = (notices ?? []).filter(
    ({ code, severity, message }) => severity === 'error' && !saidElsewhere.includes(code) && message !== reason,
  );
  if (errors.length === 0) return null;
  return (
    <section className={styles.banner} role="alert" aria-label="Needs a hand">
      <OctagonX aria-hidden="true" />
      <div className={styles.words}>
        {errors.map(({ code, message }) => (
          <p key={code}>
            {message}
            <StepLink step={stepAfterNotice(code) ?? toSetup} />
          </p>
        ))}
      </div>
    </section>
  );
}
