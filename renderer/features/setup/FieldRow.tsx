import { Lock, RotateCcw } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { IconButton } from '../../components/IconButton.tsx';
import { defaultWords } from './defaultWords.ts';
import { FieldControl } from './FieldControl.tsx';
import styles from './FieldRow.module.css';
import type { FieldForm } from './formState.ts';
import type { SettingField } from './settingField.ts';
import { valueAt } from './settingPath.ts';
import { fieldText, originOf } from './settingsDraft.ts';

interface FieldRowProps {
  field: SettingField;
  form: FieldForm;
  /** What follows from the value as it stands. */
  note?: ReactNode;
}

/** One setting: what it is, what it does, its value, where that comes from, its default, and what is wrong with it. */
export function FieldRow({ field, form, note }: FieldRowProps) {
  const id = useId();
  const { view, draft } = form;
  const origin = originOf(view, field.path);
  const locked = origin.kind === 'environment';
  const problem = form.problems[field.path];
  const fallback = defaultWords(view.defaults, field);
  const text = fieldText(view, draft, field);
  const fallbackValue = valueAt(view.defaults, field.path);
  const fallbackText = typeof fallbackValue === 'boolean' ? fallbackValue : String(fallbackValue ?? '');
  return (
    <div className={styles.row} data-wrong={problem !== undefined || undefined}>
      <div className={styles.about}>
        <label className={styles.label} htmlFor={id}>
          {field.label}
        </label>
        <p id={`${id}-effect`} className={styles.effect}>
          {field.effect}
        </p>
      </div>
      <div className={styles.value}>
        <FieldControl
          id={id}
          input={field.input}
          value={text}
          disabled={locked}
          invalid={problem !== undefined}
          describedBy={`${id}-effect ${id}-origin${problem ? ` ${id}-problem` : ''}`}
          onChange={(value) => form.change(field.path, value)}
        />
        <p id={`${id}-origin`} className={styles.origin}>
          {locked ? (
            <>
              <Lock aria-hidden="true" /> set by <code>{origin.variable}</code>
            </>
          ) : draft[field.path] !== undefined ? (
            <>not saved yet · default: {fallback}</>
          ) : origin.kind === 'yours' ? (
            <>yours · default: {fallback}</>
          ) : (
            <>default</>
          )}
          {!locked && text !== fallbackText && (
            <IconButton
              className={styles.reset}
              label={`${field.label}: back to the default`}
              icon={<RotateCcw />}
              onClick={() => form.change(field.path, fallbackText)}
            />
          )}
        </p>
        {note}
        {problem && (
          <p id={`${id}-problem`} className={styles.problem} role="alert">
            {field.label} {problem}.
          </p>
        )}
      </div>
    </div>
  );
}
