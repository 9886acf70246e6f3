import { memo } from 'react';
import type { LearnedSeries } from '../../../../shared/learning/learnedSeries.ts';
import styles from './BandMark.module.css';
import { outOfBand } from './seriesFilter.ts';

const width = 64;
const height = 14;
/** The band takes the middle half. */
const bandFrom = 16;
const bandTo = 48;

/** Where a value lies against its band: a dot inside, a diamond beyond. The numbers stand beside it. */
export const BandMark = memo(function BandMark({
  series,
}: {
  series: Pick<LearnedSeries, 'lastValue' | 'lower' | 'upper'>;
}) {
  const { lastValue, lower, upper } = series;
  if (lastValue === null || lower === null || upper === null) return <span className={styles.none} />;
  const out = outOfBand(series) ?? 0;
  const share = upper > lower ? (lastValue - lower) / (upper - lower) : 0.5;
  const at = Math.min(width - 5, Math.max(5, bandFrom + share * (bandTo - bandFrom)));
  return (
    <svg className={styles.mark} width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <line className={styles.axis} x1={0} x2={width} y1={height / 2} y2={height / 2} />
      <rect className={styles.band} x={bandFrom} y={1} width={bandTo - bandFrom} height={height - 2} rx={2} />
      {out === 0 ? (
        <circle className={styles.value} cx={at} cy={height / 2} r={3} />
      ) : (
        <path className={styles.value} d={`M${at} 2 l5 5 -5 5 -5 -5z`} />
      )}
    </svg>
  );
});
