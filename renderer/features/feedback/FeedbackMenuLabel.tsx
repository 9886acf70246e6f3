import type { FeedbackLabel } from '../../../shared/learning/feedback.ts';
import { FeedbackIcon } from './FeedbackIcon.tsx';
import { feedbackWords } from './feedbackWords.ts';

/** A label as one of a menu. */
export function FeedbackMenuLabel({ label }: { label: FeedbackLabel }) {
  return (
    <>
      <FeedbackIcon label={label} />
      {feedbackWords[label]}
    </>
  );
}
