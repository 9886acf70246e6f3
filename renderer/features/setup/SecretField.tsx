import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Lock } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import type { SecretName, SettingsView } from '../../../shared/settings.ts';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { Button } from '../../components/Button.tsx';
import { useServices } from '../../services.tsx';
import control from './FieldControl.module.css';
import row from './FieldRow.module.css';
import styles from './SecretField.module.css';
import { saveProblems } from './saveProblems.ts';
import { isShut } from './useSettingsView.ts';

interface SecretFieldProps {
  view: SettingsView;
  name: SecretName;
  label: string;
  effect: string;
  placeholder: string;
  /** What is wrong with a value as it is typed, continuing a sentence that begins with the label. */
  judge?: (value: string) => string | null;
  /** Given where the value belongs to the form around it and is kept when that is saved. */
  typed?: { value: string; change(value: string): void };
  /** It was kept or forgotten. */
  onStored?: () => void;
  /** Leads to where locked secrets are opened; left out on the page that has that place. */
  whereOpened?: ReactNode;
  /** Further buttons beside it, e.g. a test. */
  children?: ReactNode;
}

/** Something that can be set, replaced and forgotten, but never read back. */
export function SecretField(props: SecretFieldProps) {
  const { view, name, label, effect, placeholder, judge, typed, onStored, whereOpened, children } = props;
  const id = useId();
  const { api } = useServices();
  const queryClient = useQueryClient();
  const [ownValue, setOwnValue] = useState('');
  const value = typed?.value ?? ownValue;
  const setValue = typed?.change ?? setOwnValue;
  const store = useMutation({
    mutationFn: (secret: string) => api.secrets.put({ name, value: secret }),
    onSuccess: (renewed) => {
      queryClient.setQueryData(queryKeys.settings, renewed);
      setValue('');
      onStored?.();
    },
  });
  const { set, from } = view.secrets[name] ?? { set: false, from: 'none' };
  const overridden = from === 'environment';
  const { state } = view.secretBackend;
  // Written now, it would take the place of what could not even be read.
  const locked = !overridden && isShut(state);
  const misjudged = value === '' ? null : (judge?.(value) ?? null);
  const refused = store.isError
    ? (Object.values(saveProblems(store.error) ?? {})[0] ?? explainError(store.error))
    : null;
  const problem = misjudged ?? refused;
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || typed) return;
    // Enter keeps this secret; it must not save the form around it.
    event.preventDefault();
    if (value !== '' && misjudged === null) store.mutate(value);
  };
  return (
    <div className={row.row}>
      <div className={row.about}>
        <label className={row.label} htmlFor={id}>
          {label}
        </label>
        <p id={`${id}-effect`} className={row.effect}>
          {effect}
        </p>
      </div>
      <div className={row.value}>
        <span className={styles.line}>
          <input
            id={id}
            className={control.control}
            type="password"
            autoComplete="new-password"
            disabled={overridden || locked}
            placeholder={set ? '••••••••' : placeholder}
            aria-describedby={`${id}-effect ${id}-origin`}
            aria-invalid={problem !== null || undefined}
            value={value}
            onChange={(event) => {
              setValue(event.target.value);
              if (store.isError) store.reset();
            }}
            onKeyDown={press}
          />
          {value !== '' && !typed && (
            <Button
              kind="primary"
              busy={store.isPending}
              disabled={misjudged !== null}
              onClick={() => store.mutate(value)}
            >
              Keep
            </Button>
          )}
          {set && !overridden && !locked && value === '' && (
            <Button
              busy={store.isPending}
              onClick={() => store.mutate('')}
              aria-label={`${label}: forget`}
              title="It cannot be read back"
            >
              Forget
            </Button>
          )}
          {children}
        </span>
        <p id={`${id}-origin`} className={row.origin}>
          {overridden ? (
            <>
              <Lock aria-hidden="true" /> set by the environment
            </>
          ) : locked ? (
            <>
              <Lock aria-hidden="true" /> locked: see {whereOpened ?? <a href="#secrets">Secrets</a>}
            </>
          ) : typed && value !== '' ? (
            'not saved yet'
          ) : set ? (
            state === 'memory' ? (
              'set, until Watchkeeper ends'
            ) : (
              'set, kept by this host'
            )
          ) : (
            'not set'
          )}
        </p>
        {problem && (
          <p className={row.problem} role="alert">
            {label} {problem}
            {problem.endsWith('.') ? '' : '.'}
          </p>
        )}
      </div>
    </div>
  );
}
