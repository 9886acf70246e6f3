import { CircleAlert, CircleCheck, CircleDashed, CircleMinus, OctagonX } from 'lucide-react';
import styles from './StatusMark.module.css';
import type { StatusWords, Tone } from './sourceWords.ts';

const icons: Record<Tone, typeof CircleCheck> = {
  good: CircleCheck,
  waiting: CircleDashed,
  warning: CircleAlert,
  bad: OctagonX,
  off: CircleMinus,
};

/** A state as shape, colour and word. */
export function StatusMark({ status }: { status: StatusWords }) {
  const Icon = icons[status.tone];
  return (
    <span className={styles.mark} data-tone={status.tone}>
      <Icon aria-hidden="true" />
      {status.word}
    </span>
  );
}
