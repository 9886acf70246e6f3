import { useQuery } from '@tanstack/react-query';
import type { Matcher } from '../../../shared/delivery/matcher.ts';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { SeverityMark } from '../../components/SeverityMark.tsx';
import { useSettled } from '../../components/useSettled.ts';
import { useServices } from '../../services.tsx';
import { saveProblems } from '../setup/saveProblems.ts';
import styles from './SilenceDialog.module.css';

const shownAlerts = 5;

/** What these conditions would mute at this moment; the line keeps its place while it is asked. */
export function useSilencePreview(matchers: readonly Matcher[]) {
  const { api } = useServices();
  const asked = useSettled(matchers).filter(({ name }) => name.trim() !== '');
  return useQuery({
    queryKey: queryKeys.silencePreview(JSON.stringify(asked)),
    queryFn: ({ signal }) => api.silences.preview({ matchers: asked }, { signal }),
    enabled: asked.length > 0,
    placeholderData: (before) => before,
    retry: false,
  });
}

interface SilencePreviewLineProps {
  preview: ReturnType<typeof useSilencePreview>;
  /** It does not begin yet: what matches now need not be there any more. */
  isLater: boolean;
}

export function SilencePreviewLine({ preview, isLater }: SilencePreviewLineProps) {
  const { data, error } = preview;
  if (error) {
    const words = saveProblems(error) ? 'A condition that cannot be read mutes nothing.' : explainError(error);
    return <p className={styles.preview}>{words}</p>;
  }
  if (!data) return <p className={styles.preview}>Looking for what it would mute …</p>;
  const { matching, alerts } = data;
  return (
    <div className={styles.preview} aria-live="polite">
      <p>{mutesWords(matching, isLater)}</p>
      {matching > 0 && (
        <ul className={styles.muted}>
          {alerts.slice(0, shownAlerts).map((alert) => (
            <li key={alert.id}>
              <SeverityMark severity={alert.severity} />
              <span className={styles.alertTitle}>{alert.title}</span>
              <span className={styles.labels}>{Object.values(alert.labels).join(', ')}</span>
            </li>
          ))}
          {matching > shownAlerts && <li className={styles.labels}>and {matching - shownAlerts} more</li>}
        </ul>
      )}
    </div>
  );
}

function mutesWords(matching: number, isLater: boolean): string {
  if (matching === 0) return isLater ? 'Matches nothing that is open now.' : 'Mutes nothing that is open now.';
  const alerts = `${matching.toLocaleString()} active ${matching === 1 ? 'alert' : 'alerts'}`;
  return isLater ? `Matches ${alerts} now; mutes what matches from then on.` : `Mutes ${alerts}.`;
}
