import type { FeedbackLabel } from '../../../shared/learning/feedback.ts';
import { FeedbackIcon } from '../feedback/FeedbackIcon.tsx';
import { feedbackWords } from '../feedback/feedbackWords.ts';
import styles from './SaidMark.module.css';

/** What somebody said of an alert: sign and word. */
export function SaidMark({ label }: { label: FeedbackLabel }) {
  return (
    <span className={styles.mark}>
      <FeedbackIcon label={label} />
      {feedbackWords[label]}
    </span>
  );
}
