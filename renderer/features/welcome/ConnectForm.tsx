import type { FormEvent } from 'react';
import type { SettingsView } from '../../../shared/settings.ts';
import { Button } from '../../components/Button.tsx';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import { useServices } from '../../services.tsx';
import { ConnectionTest } from '../setup/ConnectionTest.tsx';
import row from '../setup/FieldRow.module.css';
import { FieldRow } from '../setup/FieldRow.tsx';
import { SignInFields } from '../setup/SignInFields.tsx';
import { allowUnencryptedField, databaseField } from '../setup/settingFields.ts';
import { transportOf } from '../setup/transport.ts';
import { useConnectionTrial } from '../setup/useConnectionTrial.ts';
import { useSettingsForm } from '../setup/useSettingsForm.ts';
import styles from './WelcomePage.module.css';

interface ConnectFormProps {
  view: SettingsView;
  onSaving: () => void;
  /** Kept, and checked once. */
  onStarted: () => void;
}

/** The few things that it takes to watch a ClickHouse; tried out before they are kept. */
export function ConnectForm({ view, onSaving, onStarted }: ConnectFormProps) {
  const { api, liveStore, noticeStore } = useServices();
  const form = useSettingsForm({
    view,
    async onSaved() {
      noticeStore.show({ tone: 'info', text: 'Your ClickHouse is set up. The first check is on its way.' });
      // A check that fails is told by the status line and the banner.
      const health = await api.cycle().catch(() => null);
      if (health) liveStore.apply({ kind: 'health', health }, Date.now());
      onStarted();
    },
  });
  const trial = useConnectionTrial(form);
  const transport = form.connection && transportOf(form.connection);
  const mayNotBeWatched = trial.result?.ok === false || trial.error !== null;

  const save = () => {
    onSaving();
    form.save();
  };
  const start = async (event: FormEvent) => {
    event.preventDefault();
    if (trial.possible && (await trial.run())) save();
  };
  return (
    <form onSubmit={start} noValidate className={styles.form}>
      <div className={row.list}>
        <SignInFields form={form} />
        <FieldRow field={databaseField} form={form} />
        {(transport === 'refused' || transport === 'readable') && (
          <FieldRow field={allowUnencryptedField} form={form} />
        )}
      </div>
      <ConnectionTest trial={trial} label="Test">
        <Button type="submit" kind="primary" busy={form.saving} disabled={!trial.possible || trial.busy}>
          Save and start
        </Button>
        {mayNotBeWatched && (
          <Button busy={form.saving} onClick={save}>
            Save all the same
          </Button>
        )}
      </ConnectionTest>
      {form.failure && (
        <p className={row.problem} role="alert">
          Not saved. {form.failure}
        </p>
      )}
      <p className={styles.more}>
        Other names of tables, thresholds and all the rest are in <Link to={pathOf.setup}>Setup</Link>.
      </p>
    </form>
  );
}
