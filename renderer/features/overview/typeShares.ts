import { titleOf } from '../../../shared/anomalyTypes.ts';
import type { Overview } from '../../../shared/overview.ts';

export interface TypeShare {
  id: string;
  label: string;
  count: number;
  /** The alert types it stands for: one, or all that are left. */
  types: string[];
}

/** Alert types by count, the most frequent first; what comes after the first `most` is put together at the end. */
export function typeShares(byType: Overview['byType24h'], most: number): TypeShare[] {
  const sorted = byType
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count || one.type.localeCompare(other.type));
  const share = ({ type, count }: { type: string; count: number }): TypeShare => ({
    id: type,
    label: titleOf(type),
    count,
    types: [type],
  });
  // A rest of one would take as much room as its name.
  if (sorted.length <= most + 1) return sorted.map(share);
  const rest = sorted.slice(most);
  return [
    ...sorted.slice(0, most).map(share),
    {
      id: 'others',
      label: `${rest.length} others`,
      count: rest.reduce((sum, { count }) => sum + count, 0),
      types: rest.map(({ type }) => type),
    },
  ];
}
