import type { Severity } from '../../shared/severity.ts';
import styles from './SeverityMark.module.css';
import { SeverityShape } from './SeverityShape.tsx';
import { severityWords } from './severityWords.ts';

interface SeverityMarkProps {
  severity: Severity;
  hollow?: boolean;
}

/** Shape, colour and word: a severity is never colour alone. */
export function SeverityMark({ severity, hollow = false }: SeverityMarkProps) {
  return (
    <span className={styles.mark} data-severity={severity}>
      <SeverityShape severity={severity} hollow={hollow} />
      <span className={styles.word}>{severityWords[severity]}</span>
    </span>
  );
}
