import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { SettingsView } from '../../../shared/settings.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { useServices } from '../../services.tsx';

const whileShutMs = 10_000;

/** Secrets are stored and cannot be read for now. */
export function isShut(state: SettingsView['secretBackend']['state'] | undefined): boolean {
  return state === 'locked' || state === 'waiting';
}

/** The settings that hold, with where each comes from; asked for once and shared. */
export function useSettingsView(): UseQueryResult<SettingsView> {
  const { api } = useServices();
  return useQuery({
    queryKey: queryKeys.settings,
    queryFn: ({ signal }) => api.settings.get(undefined, { signal }),
    // A keychain opens, or another page knows the passphrase: the stream does not tell.
    refetchInterval: ({ state }) => (isShut(state.data?.secretBackend.state) ? whileShutMs : false),
  });
}
