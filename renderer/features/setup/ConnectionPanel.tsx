import type { Settings } from '../../../shared/settings.ts';
import { Panel } from '../../components/Panel.tsx';
import { useLive } from '../../services.tsx';
import { ConnectionTest } from './ConnectionTest.tsx';
import { FieldList } from './FieldList.tsx';
import row from './FieldRow.module.css';
import { FieldRow } from './FieldRow.tsx';
import type { FormState } from './formState.ts';
import { SchemaDialog } from './SchemaDialog.tsx';
import { SecretField } from './SecretField.tsx';
import styles from './SetupPage.module.css';
import { connectionFields, signInFields, tableFields } from './settingFields.ts';

interface ConnectionPanelProps {
  form: FormState;
  /** The connection with the draft in it; null while something in it is wrong. */
  connection: Settings['connection'] | null;
  /** Something about the connection is typed and not saved. */
  unsaved: boolean;
}

/** Where ClickHouse is and what its tables are called. */
export function ConnectionPanel({ form, connection, unsaved }: ConnectionPanelProps) {
  const { secretBackend } = form.view;
  // Otherwise the demo's green would be taken for one's own.
  const leavesDemo = useLive(({ health }) => health?.notices.find(({ code }) => code === 'leaveDemo')?.message ?? null);
  return (
    <Panel title="Connection" hint="ClickHouse" actions={<SchemaDialog unsaved={unsaved} />}>
      <div className={row.list}>
        {signInFields.map((field) => (
          <FieldRow key={field.path} field={field} form={form} />
        ))}
        <SecretField
          view={form.view}
          name="clickhousePassword"
          label="Password"
          effect="Kept by this host and never shown again."
          placeholder="new password"
          typed={{ value: form.password, change: form.changePassword }}
        />
        {connectionFields.map((field) => (
          <FieldRow key={field.path} field={field} form={form} />
        ))}
      </div>
      {leavesDemo && (
        <p className={styles.warning} role="status">
          {leavesDemo}
        </p>
      )}
      <ConnectionTest connection={connection} password={form.password} />
      <h3 className={styles.group}>Tables</h3>
      <FieldList fields={tableFields} form={form} />
      <p className={secretBackend.weak ? styles.warning : styles.explanation}>
        Passwords and webhooks are kept in: {secretBackend.name}. {secretBackend.explanation}
      </p>
    </Panel>
  );
}
