import { KeyRound } from 'lucide-react';
import { PassphraseForm } from '../setup/PassphraseForm.tsx';
import { isShut, useSettingsView } from '../setup/useSettingsView.ts';
import styles from './TopBanner.module.css';

interface SecretsBannerProps {
  /** Where the page has the passphrase's field itself. */
  onSetup: boolean;
}

/** Across the top while stored secrets cannot be read: nobody is asked and nobody is told with them. */
export function SecretsBanner({ onSetup }: SecretsBannerProps) {
  const { data } = useSettingsView();
  const state = data?.secretBackend.state;
  if (data === undefined || !isShut(state)) return null;
  return (
    <section className={styles.banner} role="alert" aria-label="Secrets">
      <KeyRound aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.title}>
          {state === 'locked' ? 'Passwords and webhooks are locked' : 'The keychain does not open'}
        </p>
        <p className={styles.reason}>
          Until they can be read, ClickHouse cannot be asked with its password, and Slack cannot be told.{' '}
          {state === 'waiting'
            ? data.secretBackend.explanation
            : onSetup && <a href="#secrets">Enter the passphrase below.</a>}
        </p>
      </div>
      {state === 'locked' && !onSetup && <PassphraseForm state="locked" />}
    </section>
  );
}
