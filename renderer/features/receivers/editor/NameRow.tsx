import { useEffect, useRef, useState } from 'react';
import control from '../../setup/FieldControl.module.css';
import { EditRow } from './EditRow.tsx';
import styles from './ReceiverEditor.module.css';

interface NameRowProps {
  name: string;
  /** Under another name its secrets are entered again. */
  losesSecrets: boolean;
  /** Why it cannot be called that; continues a sentence. */
  judge: (name: string) => string | null;
  onRename: (name: string) => void;
  /** It was just added: its name is the first thing to think of. */
  takesFocus: boolean;
}

/** The name, taken over once it is typed to its end: what is typed halfway may be the name of another one. */
export function NameRow({ name, losesSecrets, judge, onRename, takesFocus }: NameRowProps) {
  const [typed, setTyped] = useState({ of: name, text: name });
  const input = useRef<HTMLInputElement>(null);
  const text = typed.of === name ? typed.text : name;
  const problem = text === name ? null : judge(text);
  useEffect(() => {
    if (takesFocus) input.current?.select();
  }, [takesFocus]);
  const take = () => {
    if (text !== name && problem === null) onRename(text);
  };
  return (
    <EditRow
      label="Name"
      effect="As it stands in routes, escalations and the log; a new name is carried to all of them."
      problem={problem === null ? undefined : `${problem}; it stays ${name}`}
    >
      {({ id, invalid, describedBy }) => (
        <>
          <input
            ref={input}
            id={id}
            className={`${control.control} ${styles.wide}`}
            aria-invalid={invalid || undefined}
            aria-describedby={describedBy}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={40}
            value={text}
            onChange={({ target }) => setTyped({ of: name, text: target.value })}
            onBlur={take}
            onKeyDown={(event) => {
              if (event.key === 'Enter') take();
              if (event.key === 'Escape') setTyped({ of: name, text: name });
            }}
          />
          {losesSecrets && text !== name && !invalid && (
            <p className={styles.note} role="status">
              Its secret is kept under its name: once this is saved, it must be entered again.
            </p>
          )}
        </>
      )}
    </EditRow>
  );
}
