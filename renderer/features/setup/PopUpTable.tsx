import { Lock, RotateCcw, Volume2 } from 'lucide-react';
import type { Sound } from '../../../shared/popUp.ts';
import { type Severity, severities } from '../../../shared/severity.ts';
import { IconButton } from '../../components/IconButton.tsx';
import { SeverityMark } from '../../components/SeverityMark.tsx';
import { severityWords } from '../../components/severityWords.ts';
import { defaultWords } from './defaultWords.ts';
import { FieldControl } from './FieldControl.tsx';
import type { FormState } from './formState.ts';
import styles from './PopUpTable.module.css';
import { popUpRows } from './popUpFields.ts';
import type { SettingField } from './settingField.ts';
import { valueAt } from './settingPath.ts';
import { fieldText, originOf } from './settingsDraft.ts';

interface PopUpTableProps {
  form: FormState;
  play: (sound: Sound) => void;
}

/** Which severities pop up, and what they sound like. */
export function PopUpTable({ form, play }: PopUpTableProps) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Severity</th>
          <th scope="col">Pops up</th>
          <th scope="col">Sound</th>
          <th scope="col">Source</th>
        </tr>
      </thead>
      <tbody>
        {severities.map((severity) => (
          <Row key={severity} severity={severity} form={form} play={play} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ severity, form, play }: PopUpTableProps & { severity: Severity }) {
  const { popsUp, sound } = popUpRows[severity];
  const fields = [popsUp, sound];
  const played = fieldText(form.view, form.draft, sound) as Sound;
  const locked = fields.map((field) => originOf(form.view, field.path)).find(({ kind }) => kind === 'environment');
  const isDefault = fields.every(
    (field) => fieldText(form.view, form.draft, field) === valueAt(form.view.defaults, field.path),
  );
  const unsaved = fields.some(({ path }) => form.draft[path] !== undefined);
  return (
    <tr>
      <th scope="row">
        <SeverityMark severity={severity} />
      </th>
      <td>
        <Cell field={popsUp} form={form} />
      </td>
      <td>
        <span className={styles.sound}>
          <Cell field={sound} form={form} />
          <IconButton
            label={`Play the sound of ${severityWords[severity].toLowerCase()} alerts`}
            icon={<Volume2 />}
            disabled={played === 'none'}
            onClick={() => play(played)}
          />
        </span>
      </td>
      <td className={styles.origin}>
        {locked?.kind === 'environment' ? (
          <span>
            <Lock aria-hidden="true" /> set by <code>{locked.variable}</code>
          </span>
        ) : isDefault && !unsaved ? (
          'default'
        ) : (
          <>
            {unsaved ? 'not saved yet' : 'yours'} · default:{' '}
            {fields.map((field) => defaultWords(form.view.defaults, field)).join(', ')}
            {!isDefault && (
              <IconButton
                className={styles.reset}
                label={`${severityWords[severity]} pop-ups: back to the default`}
                icon={<RotateCcw />}
                onClick={() => {
                  for (const { path } of fields) {
                    form.change(path, valueAt(form.view.defaults, path) as string | boolean);
                  }
                }}
              />
            )}
          </>
        )}
      </td>
    </tr>
  );
}

function Cell({ field, form }: { field: SettingField; form: FormState }) {
  return (
    <FieldControl
      label={field.label}
      input={field.input}
      value={fieldText(form.view, form.draft, field)}
      disabled={originOf(form.view, field.path).kind === 'environment'}
      invalid={form.problems[field.path] !== undefined}
      onChange={(value) => form.change(field.path, value)}
    />
  );
}
