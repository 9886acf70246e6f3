import { FreshnessMark } from '../features/shell/FreshnessMark.tsx';
import type { FreshnessView } from '../features/shell/freshnessView.ts';
import styles from './Board.module.css';

/** How far the picture can be trusted, as shape and word. */
export function Trust({ freshness }: { freshness: FreshnessView }) {
  return (
    <span
      className={styles.trust}
      data-watch={freshness.watch}
      title={freshness.reason ?? 'Everything that is watched answers.'}
    >
      <FreshnessMark watch={freshness.watch} />
      {freshness.word}
    </span>
  );
}
