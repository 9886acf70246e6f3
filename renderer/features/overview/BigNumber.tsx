import type { Severity } from '../../../shared/severity.ts';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { Link } from '../../routing/Link.tsx';
import styles from './BigNumber.module.css';
import type { Quiet } from './useQuiet.ts';

interface BigNumberProps {
  /** Null while it is being fetched. */
  value: number | null;
  /** Where its rows are. */
  to: string;
  /** What is counted, read after the number. */
  label: string;
  /** Coloured so while it is not zero. */
  severity?: Severity;
  /** What a zero may be taken for; unknown, it is not shown as a number. */
  quiet: Quiet;
}

/** A count that leads to the rows behind it. */
export function BigNumber({ value, to, label, severity, quiet }: BigNumberProps) {
  const format = useValueFormat();
  if (value === null) return <Skeleton width="56px" height="34px" />;
  const unknown = value === 0 && quiet === 'unknown';
  return (
    <Link
      className={styles.number}
      to={to}
      data-severity={value > 0 ? severity : undefined}
      data-zero={value === 0 || undefined}
      aria-label={unknown ? `Unknown how many are ${label}` : `${value} ${label}`}
    >
      {unknown ? '–' : format.count(value)}
    </Link>
  );
}
