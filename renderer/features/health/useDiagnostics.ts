import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Diagnostics } from '../../../shared/diagnostics.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { useServices } from '../../services.tsx';

/** Sizes, counts and cooldowns change without the stream telling. */
const renewEveryMs = 30_000;

export function useDiagnostics(): UseQueryResult<Diagnostics> {
  const { api } = useServices();
  return useQuery({
    queryKey: queryKeys.diagnostics,
    queryFn: ({ signal }) => api.diagnostics(undefined, { signal }),
    staleTime: 0,
    refetchInterval: renewEveryMs,
  });
}
