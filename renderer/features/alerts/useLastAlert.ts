import { useQuery } from '@tanstack/react-query';
import type { Alert } from '../../../shared/alert.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { useServices } from '../../services.tsx';

/** The alert that was seen last, open or over; null: there is none. Undefined until it is known. */
export function useLastAlert(): Alert | null | undefined {
  const { api } = useServices();
  const { data, isPending } = useQuery({
    queryKey: queryKeys.lastAlert,
    queryFn: ({ signal }) => api.alerts.list({ sort: 'lastSeenAt', direction: 'desc', limit: 1 }, { signal }),
  });
  return isPending ? undefined : (data?.items[0] ?? null);
}
