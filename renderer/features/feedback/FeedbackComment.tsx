import { useEffect, useState } from 'react';
import styles from './AlertFeedback.module.css';

const longest = 2000;

interface FeedbackCommentProps {
  kept: string;
  onKeep: (comment: string) => void;
}

/** Why, for whoever looks next: kept with Enter or on leaving the field, without asking again. */
export function FeedbackComment({ kept, onKeep }: FeedbackCommentProps) {
  const [text, setText] = useState(kept);
  useEffect(() => setText(kept), [kept]);
  const keep = () => {
    if (text.trim() !== kept) onKeep(text.trim());
  };
  return (
    <input
      className={styles.comment}
      value={text}
      maxLength={longest}
      placeholder="Comment (optional)"
      aria-label="Comment on the label, optional"
      onChange={({ target }) => setText(target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key === 'Escape') setText(kept);
      }}
    />
  );
}
