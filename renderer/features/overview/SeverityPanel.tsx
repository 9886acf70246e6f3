import { useMemo } from 'react';
import type { SeverityCounts } from '../../../shared/overview.ts';
import { severities } from '../../../shared/severity.ts';
import { SeverityShape } from '../../components/SeverityShape.tsx';
import { severityWords } from '../../components/severityWords.ts';
import { isSame } from './overviewFilter.ts';
import type { Share } from './ShareList.tsx';
import { SharePanel } from './SharePanel.tsx';
import { useOverviewFilter } from './useOverviewFilter.ts';

/** The alerts of 24 h by severity; a severity without alerts is listed too, so that a zero can be seen. */
export function SeverityPanel({ counts }: { counts: SeverityCounts | null }) {
  const { filter, severityPath, follow } = useOverviewFilter();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the paths follow from the filter
  const shares = useMemo<Share[] | null>(
    () =>
      counts &&
      severities.map((severity) => ({
        id: severity,
        label: severityWords[severity],
        count: counts[severity],
        to: severityPath(severity),
        selected: isSame(filter.severity, [severity]),
        mark: <SeverityShape severity={severity} size={12} />,
        colour: (theme) => theme.severity[severity],
      })),
    [counts, filter],
  );
  return <SharePanel title="By severity" shares={shares} hole={0} onFollow={follow} />;
}
