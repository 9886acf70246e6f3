import type { Explanation } from '../../../shared/learning/explanation.ts';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import styles from './AlertWhy.module.css';
import { segmentWords, shareWords } from './segmentWords.ts';

const mostShown = 6;

/** The parts that explain a change, the most telling first: share, and actual against expected. */
export function SegmentBars({ explanation }: { explanation: Explanation }) {
  const format = useValueFormat();
  const { unit } = explanation;
  return (
    <>
      <ol className={styles.segments} aria-label="Parts by their share of the change">
        {explanation.segments.slice(0, mostShown).map(({ by, actual, expected, share }) => (
          <li key={segmentWords(by)} className={styles.segment}>
            <span className={styles.by}>{segmentWords(by)}</span>
            <span className={styles.figures}>
              {actual === null ? 'none' : format.value(actual, unit)} <span aria-hidden="true">←</span>
              <span className="visuallyHidden">, expected</span> {format.value(expected, unit)}
            </span>
            <span className={styles.share}>{shareWords(share)}</span>
            <span className={styles.track} aria-hidden="true">
              <span
                className={styles.bar}
                data-against={share < 0 || undefined}
                style={{ inlineSize: `${Math.min(1, Math.abs(share)) * 100}%`, display: 'block' }}
              />
            </span>
          </li>
        ))}
      </ol>
      {explanation.note && <p className={`${styles.line} ${styles.muted}`}>{explanation.note}</p>}
    </>
  );
}
