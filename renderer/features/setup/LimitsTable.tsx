import { severities } from '../../../shared/severity.ts';
import { SeverityMark } from '../../components/SeverityMark.tsx';
import { TypeMark } from '../../components/TypeMark.tsx';
import { defaultWords } from './defaultWords.ts';
import type { FormState } from './formState.ts';
import styles from './LimitsTable.module.css';
import type { LimitRow, SettingField } from './settingField.ts';
import { fieldText, originOf } from './settingsDraft.ts';
import { limitRows } from './thresholdFields.ts';

/** The limit of every detector for every severity. */
export function LimitsTable({ form }: { form: FormState }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Detector</th>
            {severities.map((severity) => (
              <th key={severity} scope="col">
                <SeverityMark severity={severity} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {limitRows.map((row) => (
            <LimitRowEntry key={row.label} row={row} form={form} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function LimitRowEntry({ row, form }: { row: LimitRow; form: FormState }) {
  const problems = severities.flatMap((severity) => {
    const problem = form.problems[row.fields[severity].path];
    return problem ? [`${severity} ${problem}`] : [];
  });
  return (
    <tr>
      <th scope="row">
        <span className={styles.label}>
          <TypeMark type={row.type} word={row.label} />
        </span>
        <span className={styles.effect}>{row.effect}</span>
        {problems.length > 0 && (
          <span className={styles.problem} role="alert">
            {row.label}: {problems.join(', ')}.
          </span>
        )}
      </th>
      {severities.map((severity) => (
        <td key={severity}>
          <LimitInput field={row.fields[severity]} unit={row.unit} form={form} />
        </td>
      ))}
    </tr>
  );
}

function LimitInput({ field, unit, form }: { field: SettingField; unit: string; form: FormState }) {
  const origin = originOf(form.view, field.path);
  const locked = origin.kind === 'environment';
  const changed = form.draft[field.path] !== undefined || origin.kind !== 'default';
  return (
    <span className={styles.limit} data-changed={changed || undefined}>
      <input
        className={styles.input}
        type="text"
        inputMode="decimal"
        autoComplete="off"
        aria-label={`${field.label}, in ${unit}`}
        aria-invalid={form.problems[field.path] !== undefined || undefined}
        title={locked ? `Set by ${origin.variable}` : `Default: ${defaultWords(form.view.defaults, field)}`}
        placeholder="never"
        disabled={locked}
        value={String(fieldText(form.view, form.draft, field))}
        onChange={(event) => form.change(field.path, event.target.value)}
      />
      <span className={styles.unit} aria-hidden="true">
        {unit}
      </span>
    </span>
  );
}
