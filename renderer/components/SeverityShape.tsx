import type { Severity } from '../../shared/severity.ts';
import styles from './SeverityShape.module.css';
import { severityMarks, severityOutlines } from './severityOutlines.ts';

interface SeverityShapeProps {
  severity: Severity;
  /** An outline alone: it is over. */
  hollow?: boolean;
  size?: number;
}

/** The shape of a severity, for places where its word stands beside it or is read out elsewhere. */
export function SeverityShape({ severity, hollow = false, size = 14 }: SeverityShapeProps) {
  return (
    <svg
      className={styles.shape}
      data-severity={severity}
      data-hollow={hollow || undefined}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      aria-hidden="true"
    >
      <path fillRule="evenodd" d={severityOutlines[severity] + (hollow ? '' : (severityMarks[severity] ?? ''))} />
    </svg>
  );
}
