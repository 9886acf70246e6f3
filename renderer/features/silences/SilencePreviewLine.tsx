import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Matcher } from '../../../shared/delivery/matcher.ts';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { browserTimers } from '../../api/timers.ts';
import { SeverityMark } from '../../components/SeverityMark.tsx';
import { useServices } from '../../services.tsx';
import { saveProblems } from '../setup/saveProblems.ts';
import styles from './SilenceDialog.module.css';

const shownAlerts = 5;
/** A pause in typing. */
const settleMs = 250;

/** What these conditions would mute at this moment; the line keeps its place while it is asked. */
export function useSilencePreview(matchers: readonly Matcher[]) {
  const { api } = useServices();
  const [settled, setSettled] = useState(matchers);
  useEffect(() => {
    const timer = browserTimers.after(settleMs, () => setSettled(matchers));
    return () => timer.cancel();
  }, [matchers]);
  const asked = settled.filter(({ name }) => name.trim() !== '');
  return useQuery({
    queryKey: queryKeys.silencePreview(JSON.stringify(asked)),
    queryFn: ({ signal }) => api.silences.preview({ matchers: asked }, { signal }),
    enabled: asked.length > 0,
    placeholderData: (before) => before,
    retry: false,
  });
}

export function SilencePreviewLine({ preview }: { preview: ReturnType<typeof useSilencePreview> }) {
  const { data, error } = preview;
  if (error) {
    const words = saveProblems(error) ? 'A condition that cannot be read mutes nothing.' : explainError(error);
    return <p className={styles.preview}>{words}</p>;
  }
  if (!data) return <p className={styles.preview}>Looking for what it would mute …</p>;
  const { matching, alerts } = data;
  return (
    <div className={styles.preview} aria-live="polite">
      <p>
        {matching === 0
          ? 'Mutes nothing that is open now.'
          : `Mutes ${matching.toLocaleString()} active ${matching === 1 ? 'alert' : 'alerts'}.`}
      </p>
      {matching > 0 && (
        <ul className={styles.muted}>
          {alerts.slice(0, shownAlerts).map((alert) => (
            <li key={alert.id}>
              <SeverityMark severity={alert.severity} />
              <span>{alert.title}</span>
              <span className={styles.labels}>{Object.values(alert.labels).join(', ')}</span>
            </li>
          ))}
          {matching > shownAlerts && <li className={styles.labels}>and {matching - shownAlerts} more</li>}
        </ul>
      )}
    </div>
  );
}
