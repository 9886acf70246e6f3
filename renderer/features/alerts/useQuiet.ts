import type { Alert } from '../../../shared/alert.ts';
import type { Health } from '../../../shared/health.ts';
import { useLive } from '../../services.tsx';
import { sourceTitles } from '../health/sourceWords.ts';
import { useLastAlert } from './useLastAlert.ts';

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
  const health = useLive((state) => state.health);
  const last = useLastAlert();
  if (!health || last === undefined) return null;
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
