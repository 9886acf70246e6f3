import { useQuery } from '@tanstack/react-query';
import type { Alert } from '../../../shared/alert.ts';
import type { Health } from '../../../shared/health.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { useLive, useServices } from '../../services.tsx';
import { sourceTitles } from '../health/sourceWords.ts';

export interface Quiet {
  /** ISO 8601: when the last alert ended; the start of the watch when there was none. */
  since: string;
  /** Titles of the sources that answer, e.g. "Detection engine and Anomalies table". */
  watched: string;
  /** The newest alert there was. */
  last: Alert | null;
  health: Health;
}

/** Since when all is quiet and what says so; null until it is known. */
export function useQuiet(): Quiet | null {
  const { api } = useServices();
  const health = useLive((state) => state.health);
  const { data, isPending } = useQuery({
    queryKey: queryKeys.lastAlert,
    queryFn: ({ signal }) => api.alerts.list({ sort: 'lastSeenAt', direction: 'desc', limit: 1 }, { signal }),
  });
  if (!health || isPending) return null;
  const last = data?.items[0] ?? null;
  return {
    since: last?.resolvedAt ?? last?.lastSeenAt ?? health.startedAt,
    watched: health.sources
      .filter(({ status }) => status === 'ok')
      .map(({ kind }) => sourceTitles[kind])
      .join(' and '),
    last,
    health,
  };
}
