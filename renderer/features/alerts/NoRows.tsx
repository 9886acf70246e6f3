import { useQuery } from '@tanstack/react-query';
import { CircleCheck, EyeOff, SearchX, TriangleAlert } from 'lucide-react';
import { formatDuration } from '../../../shared/formatDuration.ts';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { formatInstant } from '../../components/formatInstant.ts';
import { RelativeTime } from '../../components/RelativeTime.tsx';
import { useLive, useServices } from '../../services.tsx';
import { sourceTitles } from '../health/sourceWords.ts';
import { useFreshness } from '../shell/useFreshness.ts';
import { type AlertFilter, isNarrowed } from './alertFilter.ts';

interface NoRowsProps {
  filter: AlertFilter;
  defaults: AlertFilter;
  error: unknown;
  onClear: () => void;
  onRetry: () => void;
}

/** Why there are no rows: a fault, a filter, blindness, or that all is well. They must not be taken for each other. */
export function NoRows({ filter, defaults, error, onClear, onRetry }: NoRowsProps) {
  const { watch } = useFreshness();
  if (error !== null) {
    return (
      <EmptyState
        tone="trouble"
        icon={<TriangleAlert />}
        title="The alerts could not be fetched"
        actions={<Button onClick={onRetry}>Try again</Button>}
      >
        {explainError(error)} The watch itself goes on if the status line says so.
      </EmptyState>
    );
  }
  if (isNarrowed(filter, defaults)) {
    return (
      <EmptyState
        icon={<SearchX />}
        title="No alert matches this filter"
        actions={<Button onClick={onClear}>Clear the filter</Button>}
      >
        {filter.q === '' ? 'There may be others.' : `Nothing says “${filter.q}” in title, sentence, type or labels.`}
      </EmptyState>
    );
  }
  if (watch !== 'live') {
    return (
      <EmptyState icon={<EyeOff />} title="No alerts are known, which does not mean that all is well">
        {watch === 'starting'
          ? 'The first check has not ended yet.'
          : 'Nothing new can be seen until the watch is live again.'}
      </EmptyState>
    );
  }
  return <AllQuiet />;
}

function AllQuiet() {
  const { api } = useServices();
  const health = useLive((state) => state.health);
  const { data, isPending } = useQuery({
    queryKey: queryKeys.lastAlert,
    queryFn: ({ signal }) => api.alerts.list({ sort: 'lastSeenAt', direction: 'desc', limit: 1 }, { signal }),
  });
  if (!health || isPending) return null;
  const last = data?.items[0];
  const since = last?.resolvedAt ?? last?.lastSeenAt ?? health.startedAt;
  const watched = health.sources.filter(({ status }) => status === 'ok').map(({ kind }) => sourceTitles[kind]);
  return (
    <EmptyState tone="calm" icon={<CircleCheck />} title={`All quiet since ${formatInstant(since, 'short')}`}>
      <p>
        {watched.join(' and ')} answered
        {health.lastCycle && <RelativeTime at={health.lastCycle.startedAt} prefix=" " suffix=" ago" />}; the next check
        is {formatDuration(health.cycleIntervalMs)} after that.
      </p>
      {last && (
        <p>
          The last was {last.title}, <RelativeTime at={last.lastSeenAt} suffix=" ago" />.
        </p>
      )}
    </EmptyState>
  );
}
