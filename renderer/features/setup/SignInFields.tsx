import { FieldRow } from './FieldRow.tsx';
import type { FormState } from './formState.ts';
import { SecretField } from './SecretField.tsx';
import { addressField, allowUnencryptedField, userField } from './settingFields.ts';
import { fieldText } from './settingsDraft.ts';
import { TransportNote } from './TransportNote.tsx';

/** Where ClickHouse is and as whom it is asked. */
export function SignInFields({ form }: { form: FormState }) {
  const url = String(fieldText(form.view, form.draft, addressField));
  const allowUnencrypted = fieldText(form.view, form.draft, allowUnencryptedField) === true;
  return (
    <>
      <FieldRow
        field={addressField}
        form={form}
        note={form.problems[addressField.path] === undefined && <TransportNote {...{ url, allowUnencrypted }} />}
      />
      <FieldRow field={userField} form={form} />
      <SecretField
        view={form.view}
        name="clickhousePassword"
        label="Password"
        effect="Kept by this host and never shown again."
        placeholder="new password"
        typed={{ value: form.password, change: form.changePassword }}
      />
    </>
  );
}
