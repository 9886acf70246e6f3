import { useQuery } from '@tanstack/react-query';
import { queryKeys } from '../../api/queryKeys.ts';
import { useServices } from '../../services.tsx';
import type { Span } from './reportPeriod.ts';

const renewMs = 60_000;

/** The report of a span; renewed every minute while the span goes on. */
export function useReport({ from, to }: Span, now: number) {
  const { api } = useServices();
  const query = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  return useQuery({
    queryKey: queryKeys.report(query.from, query.to),
    queryFn: ({ signal }) => api.report(query, { signal }),
    staleTime: renewMs,
    refetchInterval: to > now ? renewMs : false,
  });
}
