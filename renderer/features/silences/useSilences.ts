import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NewSilence, Silence, SilenceChange } from '../../../shared/delivery/silence.ts';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { formatInstant } from '../../components/formatInstant.ts';
import { useServices } from '../../services.tsx';

const renewMs = 30_000;
const aPage = 100;

/** Silences that hold or will, or those that ended within a day; a hundred at a time, and the next ones when asked for. */
export function useSilences(which: 'live' | 'over', q: string) {
  const { api } = useServices();
  return useInfiniteQuery({
    queryKey: queryKeys.silencePages(which, q),
    queryFn: ({ pageParam, signal }) => api.silences.list({ which, q, limit: aPage, offset: pageParam }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const read = pages.reduce((sum, { items }) => sum + items.length, 0);
      return last.items.length > 0 && read < last.total ? read : null;
    },
    refetchInterval: renewMs,
    placeholderData: keepPreviousData,
  });
}

/** The silences with these ids, as far as they are kept. */
export function useSilencesOf(ids: readonly string[]) {
  const { api } = useServices();
  return useQuery({
    queryKey: queryKeys.silencesOf(ids.join()),
    queryFn: async ({ signal }) => (await api.silences.list({ id: ids.slice(0, mostAtOnce) }, { signal })).items,
    enabled: ids.length > 0,
    refetchInterval: renewMs,
  });
}

/** As many ids as the host takes in one question. */
const mostAtOnce = 50;

/** Makes a silence. What it mutes is told by the stream. */
export function useMakeSilence(onMade: (silence: Silence) => void) {
  const { api, noticeStore } = useServices();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (wanted: NewSilence) => api.silences.create(wanted),
    onSuccess(silence) {
      queryClient.invalidateQueries({ queryKey: queryKeys.silences });
      noticeStore.announce(silence.state === 'pending' ? 'The silence is planned' : 'Silenced');
      onMade(silence);
    },
  });
}

/** Changes a silence that is not over, with the reason in words when it could not be. */
export function useChangeSilence() {
  const { api, noticeStore } = useServices();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: SilenceChange & { id: string }) => api.silences.update(change),
    onSuccess({ endsAt }) {
      noticeStore.announce(`The silence lasts until ${formatInstant(endsAt, 'short')}`);
    },
    onError(error) {
      noticeStore.show({ tone: 'trouble', text: `The silence was not changed: ${explainError(error)}` });
    },
    // What refused it may be that somebody else ended it.
    onSettled: () => queryClient.invalidateQueries({ queryKey: queryKeys.silences }),
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
