import { CircleCheck, EyeOff, SearchX, TriangleAlert } from 'lucide-react';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { formatInstant } from '../../components/formatInstant.ts';
import { useFreshness } from '../shell/useFreshness.ts';
import { type AlertFilter, isNarrowed } from './alertFilter.ts';
import { QuietWords } from './QuietWords.tsx';
import { useQuiet } from './useQuiet.ts';

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
  const quiet = useQuiet();
  if (quiet === null) return null;
  return (
    <EmptyState tone="calm" icon={<CircleCheck />} title={`All quiet since ${formatInstant(quiet.since, 'short')}`}>
      <QuietWords quiet={quiet} />
    </EmptyState>
  );
}
