import type { Alert } from '../../../shared/alert.ts';
import { Kbd } from '../../components/Kbd.tsx';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import { useServices } from '../../services.tsx';
import { useAlertActions } from '../alerts/useAlertActions.ts';
import styles from './AlertFeedback.module.css';
import { FeedbackComment } from './FeedbackComment.tsx';
import { FeedbackPicker } from './FeedbackPicker.tsx';
import { useFeedbackEffect } from './useFeedbackEffect.ts';

/** Was it right to tell? One press says so, another takes it back; a comment may follow. */
export function AlertFeedback({ alert }: { alert: Pick<Alert, 'id' | 'feedback' | 'learnedSeries'> }) {
  const actions = useAlertActions();
  const { id, feedback } = alert;
  const effect = useFeedbackEffect(alert);
  return (
    <section className={styles.feedback} aria-labelledby="feedback-heading">
      <h3 id="feedback-heading" className={styles.heading}>
        Was it right to tell? <Kbd>l</Kbd>
      </h3>
      <FeedbackPicker
        name="Label of this alert"
        chosen={feedback?.label ?? null}
        onChoose={(label) => void actions.label([id], label, feedback?.comment ?? undefined)}
      />
      {/* Said in the same line before and after, so that nothing moves but the comment. */}
      <p className={styles.effect}>
        {feedback === null ? (
          'One press tells the detector what this was; another takes it back.'
        ) : (
          <>
            {effect?.sentence} Said by {feedback.by} <RelativeTime at={feedback.at} suffix=" ago" />.{' '}
            {effect?.holds && <WhatWasLearned />}
          </>
        )}
      </p>
      {feedback !== null && (
        <FeedbackComment
          key={id}
          kept={feedback.comment ?? ''}
          onKeep={(comment) => void actions.label([id], feedback.label, comment)}
        />
      )}
    </section>
  );
}

/** Where it is listed beside the others; not from inside another page. */
function WhatWasLearned() {
  const { router } = useServices();
  if (router.home !== null) return null;
  return <Link to={pathOf.learning}>What was learned</Link>;
}
