import { useMemo } from 'react';
import type { Overview } from '../../../shared/overview.ts';
import { stepTokens } from '../../charts/chartTheme.ts';
import { isSame } from './overviewFilter.ts';
import type { Share } from './ShareList.tsx';
import styles from './SharePanel.module.css';
import { SharePanel } from './SharePanel.tsx';
import { typeShares } from './typeShares.ts';
import { useOverviewFilter } from './useOverviewFilter.ts';

const named = stepTokens.length - 1;

/** The alerts of 24 h by type, in quiet steps of one colour: only severity speaks loudly. */
export function TypePanel({ byType }: { byType: Overview['byType24h'] | null }) {
  const { filter, typesPath, follow } = useOverviewFilter();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the paths follow from the filter
  const shares = useMemo<Share[] | null>(
    () =>
      byType &&
      typeShares(byType, named).map((share, index) => {
        const step = Math.min(index, named);
        return {
          id: share.id,
          label: share.label,
          count: share.count,
          to: typesPath(share.types),
          selected: isSame(filter.type, share.types),
          mark: <span className={styles.swatch} style={{ background: `var(${stepTokens[step]})` }} />,
          colour: (theme) => theme.steps[step] ?? theme.textMuted,
        };
      }),
    [byType, filter],
  );
  return <SharePanel title="By type" shares={shares} hole={0.62} onFollow={follow} />;
}
