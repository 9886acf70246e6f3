import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Adjustment } from '../../../../shared/learning/feedback.ts';
import { explainError } from '../../../api/explainError.ts';
import { queryKeys } from '../../../api/queryKeys.ts';
import { useServices } from '../../../services.tsx';

const renewMs = 30_000;

/** What was learned from feedback, newest first. */
export function useAdjustments() {
  const { api } = useServices();
  return useQuery({
    queryKey: queryKeys.adjustments,
    queryFn: ({ signal }) => api.learning.adjustments({}, { signal }),
    // Feedback also comes from Slack and from colleagues.
    staleTime: 0,
    refetchInterval: renewMs,
  });
}

/** Takes back what was learned from one alert; what comes of it shows in the list and is said. */
export function useUndo() {
  const { api, noticeStore } = useServices();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: Adjustment) => api.learning.undoAdjustment({ id }),
    onSuccess(undone) {
      queryClient.setQueryData<{ items: Adjustment[] }>(
        queryKeys.adjustments,
        (list) => list && { items: list.items.map((each) => (each.id === undone.id ? undone : each)) },
      );
      for (const queryKey of [queryKeys.learnedSeries, queryKeys.forecasts, queryKeys.backtests]) {
        queryClient.invalidateQueries({ queryKey });
      }
      const effect =
        undone.kind === 'newNormal' ? 'The series is learned again without it.' : 'The series is judged as before.';
      noticeStore.show({ tone: 'info', text: `Undone. ${effect}` });
    },
    onError(error) {
      noticeStore.show({ tone: 'trouble', text: `Not undone. ${explainError(error)}` });
    },
  });
}
