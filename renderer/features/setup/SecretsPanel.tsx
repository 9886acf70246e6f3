import { KeyRound } from 'lucide-react';
import type { SettingsView } from '../../../shared/settings.ts';
import { Panel } from '../../components/Panel.tsx';
import { PassphraseForm } from './PassphraseForm.tsx';
import styles from './SecretsPanel.module.css';

/** How passwords and webhooks are kept here, honestly; and what one can do where they are locked or not kept at all. */
export function SecretsPanel({ backend }: { backend: SettingsView['secretBackend'] }) {
  const { name, weak, explanation, state } = backend;
  return (
    <Panel title="Secrets" hint="passwords and webhooks: set and tested here, never read back">
      <p className={styles.backend} data-weak={weak || state !== 'ready' || undefined}>
        <KeyRound aria-hidden="true" />
        <span>
          <b>{name}</b>
          {weak && <span className={styles.mark}>weak</span>}
          {stateMarks[state] && <span className={styles.mark}>{stateMarks[state]}</span>}
        </span>
      </p>
      <p className={styles.explanation}>{explanation}</p>
      {state === 'locked' && <PassphraseForm state="locked" />}
      {state === 'memory' && (
        <>
          <p className={styles.explanation}>
            What you set holds until Watchkeeper ends, and is asked for again after that. Protected with a passphrase it
            is kept; you are then asked for the passphrase at each start.
          </p>
          <PassphraseForm state="memory" />
        </>
      )}
    </Panel>
  );
}

const stateMarks: Record<SettingsView['secretBackend']['state'], string | null> = {
  ready: null,
  locked: 'locked',
  waiting: 'does not open',
  memory: 'not kept',
};
