import type { Feedback } from '../../../shared/learning/feedback.ts';
import { FeedbackIcon } from './FeedbackIcon.tsx';
import styles from './FeedbackMark.module.css';
import { feedbackWords } from './feedbackWords.ts';

/** What somebody said of an alert, as a sign; the word, who and why on hover and for those who listen. */
export function FeedbackMark({ feedback: { label, by, comment } }: { feedback: Feedback }) {
  const words = `${feedbackWords[label]}, says ${by}${comment === null ? '' : `: ${comment}`}`;
  return (
    <span className={styles.mark} role="img" aria-label={words} title={words}>
      <FeedbackIcon label={label} />
    </span>
  );
}
