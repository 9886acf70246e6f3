import { useQuery } from '@tanstack/react-query';
import type { HostView } from '../../../shared/hostView.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { useServices } from '../../services.tsx';

/** What this host can do beyond the watch; null until it has said so. */
export function useHostView(): HostView | null {
  const { api } = useServices();
  const { data } = useQuery({
    queryKey: queryKeys.host,
    queryFn: ({ signal }) => api.host.view(undefined, { signal }),
  });
  return data ?? null;
}
