import { useQuery } from '@tanstack/react-query';
import { useStore } from 'zustand';
import type { Alert } from '../../../shared/alert.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { useServices } from '../../services.tsx';
import { feedbackEffects } from './feedbackWords.ts';

export interface FeedbackEffect {
  sentence: string;
  /** Something was learned from it and holds: it can be undone by itself. */
  holds: boolean;
}

/** What the label of an alert does, as the host says it; null without a label. */
export function useFeedbackEffect({
  id,
  feedback,
  learnedSeries,
}: Pick<Alert, 'id' | 'feedback' | 'learnedSeries'>): FeedbackEffect | null {
  const { api, pendingStore } = useServices();
  const saying = useStore(pendingStore, ({ pending }) => pending.has(id));
  const label = feedback?.label ?? null;
  const mayLearn = learnedSeries !== null && label !== null && label !== 'real' && label !== 'unsure';
  const { data, isFetching, isError } = useQuery({
    queryKey: queryKeys.adjustments,
    queryFn: ({ signal }) => api.learning.adjustments(undefined, { signal }),
    enabled: mayLearn,
  });
  if (label === null) return null;
  if (!mayLearn) return nothing(feedbackEffects[label]);
  if (isError) return nothing('What was learned from it could not be read just now.');
  const learned = data?.items.find((each) => each.alertId === id && each.label === label);
  if (learned === undefined) {
    return nothing(isFetching || saying ? 'Counted in the report.' : 'Counted in the report; nothing is changed.');
  }
  if (learned.undoneAt !== null) return nothing('Counted in the report; what was learned from it was undone.');
  return { sentence: learned.sentence, holds: true };
}

const nothing = (sentence: string): FeedbackEffect => ({ sentence, holds: false });
