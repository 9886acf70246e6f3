import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useId, useState } from 'react';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { Button } from '../../components/Button.tsx';
import { useServices } from '../../services.tsx';
import control from './FieldControl.module.css';
import styles from './PassphraseForm.module.css';
import { passphraseProblem } from './passphraseProblem.ts';
import { saveProblems } from './saveProblems.ts';

interface PassphraseFormProps {
  /** `locked`: opens what is stored; `memory`: from now on protects what was only in memory, so it is asked for twice. */
  state: 'locked' | 'memory';
}

/** No form element of its own: it also stands within the form of the settings. */
export function PassphraseForm({ state }: PassphraseFormProps) {
  const id = useId();
  const { api, noticeStore } = useServices();
  const queryClient = useQueryClient();
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [asked, setAsked] = useState(false);
  const unlock = useMutation({
    mutationFn: () => api.secrets.unlock({ passphrase }),
    onSuccess(renewed) {
      queryClient.setQueryData(queryKeys.settings, renewed);
      noticeStore.show({ tone: 'info', text: doneWords[state] });
    },
  });
  const own = passphraseProblem(passphrase, state === 'memory' ? repeated : null);
  const refused = unlock.isError
    ? (Object.values(saveProblems(unlock.error) ?? {})[0] ?? explainError(unlock.error))
    : null;
  const problem = asked ? (own ?? refused) : null;
  const type = (set: (value: string) => void) => (value: string) => {
    if (unlock.isError) unlock.reset();
    set(value);
  };
  const run = () => {
    setAsked(true);
    if (own === null) unlock.mutate();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    // It must not save the form around it.
    event.preventDefault();
    run();
  };
  const field = (name: string, label: string, value: string, set: (value: string) => void) => (
    <div className={styles.field}>
      <label htmlFor={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        className={control.control}
        type="password"
        autoComplete={state === 'memory' ? 'new-password' : 'current-password'}
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        value={value}
        onChange={(event) => type(set)(event.target.value)}
        onKeyDown={press}
      />
    </div>
  );
  return (
    <div className={styles.form}>
      {field('passphrase', state === 'memory' ? 'New passphrase' : 'Passphrase', passphrase, setPassphrase)}
      {state === 'memory' && field('repeated', 'Once more', repeated, setRepeated)}
      <Button kind="primary" busy={unlock.isPending} disabled={passphrase === ''} onClick={run}>
        {state === 'memory' ? 'Protect' : 'Unlock'}
      </Button>
      {problem && (
        <p id={`${id}-problem`} className={styles.problem} role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

const doneWords = {
  locked: 'Unlocked. Stored passwords and webhooks hold from now on.',
  memory: 'Protected. Passwords and webhooks are kept from now on; the passphrase is asked for at each start.',
};
