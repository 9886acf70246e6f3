import styles from './FieldRow.module.css';
import { FieldRow } from './FieldRow.tsx';
import type { FieldForm } from './formState.ts';
import type { SettingField } from './settingField.ts';

export function FieldList({ fields, form }: { fields: readonly SettingField[]; form: FieldForm }) {
  return (
    <div className={styles.list}>
      {fields.map((field) => (
        <FieldRow key={field.path} field={field} form={form} />
      ))}
    </div>
  );
}
