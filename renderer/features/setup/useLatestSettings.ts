import { useQueryClient } from '@tanstack/react-query';
import type { SettingsView } from '../../../shared/settings.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { useServices } from '../../services.tsx';

/**
 * Asks for the settings that hold now, to save over: they are put as a whole, and what a page read when it was opened would
 * take back what somebody else, or the demo as it opened, has set since.
 */
export function useLatestSettings(): () => Promise<SettingsView> {
  const { api } = useServices();
  const queryClient = useQueryClient();
  return () =>
    queryClient.fetchQuery({
      queryKey: queryKeys.settings,
      queryFn: ({ signal }) => api.settings.get(undefined, { signal }),
      staleTime: 0,
    });
}
