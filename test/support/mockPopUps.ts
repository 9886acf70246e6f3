import { severityWords } from '../../renderer/components/severityWords.ts';
import type { Alert } from '../../shared/alert.ts';
import type { PopUp } from '../../shared/popUp.ts';

const sounds = { critical: 'alarm', high: 'chime', medium: 'none', low: 'none' } as const;

/** The pop-up of a new alert, as a host with the default settings would have it, for every severity. */
export function tellPopUp({ id, severity, title, description }: Alert): PopUp {
  return {
    id,
    kind: 'alert',
    alertIds: [id],
    severity,
    title: `${severityWords[severity]} · ${title}`,
    body: description,
    sound: sounds[severity],
    stays: severity === 'critical',
    actionable: true,
  };
}
