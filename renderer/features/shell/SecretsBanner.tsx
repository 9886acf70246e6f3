import { KeyRound } from 'lucide-react';
import { KeychainRetry } from '../setup/KeychainRetry.tsx';
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
  if (data === undefined || !isShut(data.secretBackend.state)) return null;
  const { name, state } = data.secretBackend;
  const isLocked = state === 'locked';
  return (
    <section className={styles.banner} role="alert" aria-label="Secrets">
      <KeyRound aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.title}>{isLocked ? 'Passwords and webhooks are locked' : 'The keychain does not open'}</p>
        <p className={styles.reason}>
          Until {isLocked ? 'they can be read' : 'it does'}, ClickHouse cannot be asked with its password, and Slack
          cannot be told.{' '}
          {isLocked
            ? onSetup && <a href="#secrets">Enter the passphrase below.</a>
            : `${name} is locked or waits for an answer: unlock it and try again. If it is open already, restart Watchkeeper.`}
        </p>
      </div>
      {isLocked ? !onSetup && <PassphraseForm state="locked" /> : <KeychainRetry />}
    </section>
  );
}
