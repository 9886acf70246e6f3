import { Panel } from '../../components/Panel.tsx';
import { ConnectionTest } from './ConnectionTest.tsx';
import { FieldList } from './FieldList.tsx';
import row from './FieldRow.module.css';
import { FieldRow } from './FieldRow.tsx';
import { LeaveDemo } from './LeaveDemo.tsx';
import { SchemaDialog } from './SchemaDialog.tsx';
import styles from './SetupPage.module.css';
import { SignInFields } from './SignInFields.tsx';
import { connectionFields, tableFields } from './settingFields.ts';
import { useConnectionTrial } from './useConnectionTrial.ts';
import type { SettingsForm } from './useSettingsForm.ts';

/** Where ClickHouse is and what its tables are called. */
export function ConnectionPanel({ form }: { form: SettingsForm }) {
  const trial = useConnectionTrial(form);
  const unsaved = form.changed.some((path) => path === 'clickhousePassword' || path.startsWith('connection.'));
  return (
    <Panel title="Connection" hint="ClickHouse" actions={<SchemaDialog unsaved={unsaved} />}>
      <div className={row.list}>
        <SignInFields form={form} />
        {connectionFields.map((field) => (
          <FieldRow key={field.path} field={field} form={form} />
        ))}
      </div>
      <LeaveDemo />
      <ConnectionTest trial={trial} label="Test the connection" />
      <h3 className={styles.group}>Tables</h3>
      <FieldList fields={tableFields} form={form} />
    </Panel>
  );
}
