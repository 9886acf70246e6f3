import type { ReactNode } from 'react';
import type { ChartTheme } from '../../charts/chartTheme.ts';
import { useValueFormat } from '../../components/ValueFormat.tsx';
import { Link } from '../../routing/Link.tsx';
import styles from './SharePanel.module.css';
import { useQuiet } from './useQuiet.ts';

export interface Share {
  id: string;
  label: string;
  count: number;
  /** Where a click leads: the filter with this share added or taken away. */
  to: string;
  selected: boolean;
  /** Before its name in the list; the colour's twin that needs no colour. */
  mark: ReactNode;
  colour(theme: ChartTheme): string;
}

interface ShareListProps {
  title: string;
  shares: readonly Share[];
  filtered: boolean;
  /** The share whose slice is under the pointer. */
  pointedAt: string | null;
}

/** The shares as links with counts: the same as the picture, for keys, fingers and screen readers. */
export function ShareList({ title, shares, filtered, pointedAt }: ShareListProps) {
  const format = useValueFormat();
  const quiet = useQuiet();
  if (shares.length === 0) {
    return <p className={styles.none}>{quiet === 'quiet' ? 'No alerts in 24 h' : 'No alerts are known'}</p>;
  }
  const unknown = quiet === 'unknown' && shares.every((share) => share.count === 0);
  return (
    <ul
      className={styles.list}
      aria-label={title}
      data-filtered={filtered || undefined}
      data-long={shares.length > 4 || undefined}
    >
      {shares.map((share) => (
        <li key={share.id}>
          <Link
            className={styles.row}
            to={share.to}
            data-pointed={share.id === pointedAt || undefined}
            data-zero={share.count === 0 || undefined}
            aria-current={share.selected ? 'true' : undefined}
            title={share.selected ? 'Show the others again' : `Show only ${share.label.toLowerCase()}`}
          >
            {share.mark}
            <span className={styles.label}>{share.label}</span>
            <span className={styles.count}>{unknown ? '–' : format.count(share.count)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
