import { memo } from 'react';
import type { Trend } from '../../../shared/alert.ts';
import type { Severity } from '../../../shared/severity.ts';
import styles from './Sparkline.module.css';
import { sparklinePath } from './sparklinePath.ts';

interface SparklineProps {
  trend: Trend;
  /** Colours the last window; null when it is over. */
  severity: Severity | null;
}

const width = 60;
const height = 20;

/** The last hour of a metric against its band, small enough for a row; the drawer shows it in full. */
export const Sparkline = memo(function Sparkline({ trend, severity }: SparklineProps) {
  const shape = sparklinePath(trend, width, height);
  if (shape === null) return null;
  return (
    <svg className={styles.spark} data-severity={severity} width={width} height={height} aria-hidden="true">
      {shape.band && <rect className={styles.band} width={width} y={shape.band.y} height={shape.band.height} rx="1" />}
      <path className={styles.line} d={shape.line} />
      {shape.end && <circle className={styles.end} cx={shape.end.x} cy={shape.end.y} r="2" />}
    </svg>
  );
});
