import { QueryClient } from '@tanstack/react-query';
import { isNotFound, isSignedOut } from './explainError.ts';

/** What has been asked, kept until the stream says that it changed; time alone makes nothing old. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The host may be on this machine: that there is no network says nothing about it.
      mutations: { networkMode: 'always' },
      queries: {
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && !isSignedOut(error) && !isNotFound(error),
      },
    },
  });
}
