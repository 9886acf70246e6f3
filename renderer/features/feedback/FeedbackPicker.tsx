import type { Ref } from 'react';
import { type FeedbackLabel, feedbackLabels } from '../../../shared/learning/feedback.ts';
import { Kbd } from '../../components/Kbd.tsx';
import { FeedbackIcon } from './FeedbackIcon.tsx';
import styles from './FeedbackPicker.module.css';
import { feedbackHints, feedbackWords } from './feedbackWords.ts';

interface FeedbackPickerProps {
  name: string;
  /** Null: none, or not the same for all. */
  chosen: FeedbackLabel | null;
  /** Null: the chosen one was pressed again. */
  onChoose: (label: FeedbackLabel | null) => void;
  /** One below the other, with what is meant and the digit that does the same. */
  explained?: boolean;
  firstRef?: Ref<HTMLButtonElement>;
}

/** The five labels, one press each. */
export function FeedbackPicker({ name, chosen, onChoose, explained = false, firstRef }: FeedbackPickerProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame and cannot be a flexible box everywhere
    <div className={styles.picker} role="group" aria-label={name} data-explained={explained || undefined}>
      {feedbackLabels.map((label, index) => (
        <button
          key={label}
          ref={index === 0 ? firstRef : undefined}
          type="button"
          className={styles.label}
          aria-pressed={chosen === label}
          title={explained ? undefined : feedbackHints[label]}
          onClick={() => onChoose(chosen === label ? null : label)}
        >
          <FeedbackIcon label={label} />
          {feedbackWords[label]}
          {explained && <span className={styles.hint}>{feedbackHints[label]}</span>}
          {explained && <Kbd>{String(index + 1)}</Kbd>}
        </button>
      ))}
    </div>
  );
}
