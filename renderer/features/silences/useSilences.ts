import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NewSilence, Silence } from '../../../shared/delivery/silence.ts';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { useServices } from '../../services.tsx';

const renewMs = 30_000;

/** Silences that hold or will, and those that ended within a day. */
export function useSilences() {
  const { api } = useServices();
  return useQuery({
    queryKey: queryKeys.silences,
    queryFn: async ({ signal }) => (await api.silences.list({}, { signal })).items,
    refetchInterval: renewMs,
  });
}

/** Makes a silence. What it mutes is told by the stream. */
export function useMakeSilence(onMade: (silence: Silence) => void) {
  const { api, noticeStore } = useServices();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wanted: NewSilence) => api.silences.create(wanted),
    onSuccess(silence) {
      queryClient.invalidateQueries({ queryKey: queryKeys.silences });
      noticeStore.announce('Silenced');
      onMade(silence);
    },
  });
}

/** Ends a silence now, with a way back in words when it could not be. */
export function useEndSilence() {
  const { api, noticeStore } = useServices();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.silences.expire({ id }),
    onSuccess() {
      queryClient.invalidateQueries({ queryKey: queryKeys.silences });
      noticeStore.announce('The silence ended');
    },
    onError(error) {
      noticeStore.show({ tone: 'trouble', text: `The silence was not ended: ${explainError(error)}` });
    },
  });
}
