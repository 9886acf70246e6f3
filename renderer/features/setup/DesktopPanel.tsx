import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import type { HostView } from '../../../shared/hostView.ts';
import { explainError } from '../../api/explainError.ts';
import { queryKeys } from '../../api/queryKeys.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import { useServices } from '../../services.tsx';
import test from './ConnectionTest.module.css';
import { startInWindowField, updateFields } from './desktopFields.ts';
import { FieldList } from './FieldList.tsx';
import row from './FieldRow.module.css';
import { FieldRow } from './FieldRow.tsx';
import type { FormState } from './formState.ts';
import styles from './SetupPage.module.css';
import { SwitchRow } from './SwitchRow.tsx';

/** How the desktop app starts, and how it learns of newer versions. */
export function DesktopPanel({ form, host }: { form: FormState; host: HostView }) {
  return (
    <Panel title="Desktop app">
      <div className={row.list}>
        <StartAtLogin host={host} />
        <FieldRow field={startInWindowField} form={form} />
      </div>
      <h3 className={styles.group}>Updates</h3>
      <FieldList fields={updateFields} form={form} />
      <Updates updates={host.updates} />
    </Panel>
  );
}

/** Kept by the system, not by the settings. */
function StartAtLogin({ host }: { host: HostView }) {
  const { api } = useServices();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (enabled: boolean) => api.host.startAtLogin({ enabled }),
    onSuccess: (renewed) => queryClient.setQueryData(queryKeys.host, renewed),
  });
  const { possible, enabled, explanation } = host.startAtLogin;
  return (
    <SwitchRow
      label="Start at login"
      effect="Watches from the moment you sign in to this machine; takes effect at once."
      checked={change.isPending ? change.variables : enabled}
      disabled={!possible || change.isPending}
      onChange={(wanted) => change.mutate(wanted)}
    >
      {explanation && <p className={row.origin}>{explanation}</p>}
      {change.isError && (
        <p className={row.problem} role="alert">
          {explainError(change.error)}
        </p>
      )}
    </SwitchRow>
  );
}

function Updates({ updates }: { updates: HostView['updates'] }) {
  const { api } = useServices();
  const check = useMutation({ mutationFn: () => api.host.checkForUpdates() });
  return (
    <div className={test.test}>
      <div className={test.buttons}>
        <Button
          icon={<RefreshCw aria-hidden="true" />}
          busy={check.isPending}
          disabled={!updates.possible}
          onClick={() => check.mutate()}
        >
          Check now
        </Button>
      </div>
      {updates.explanation && <p className={styles.explanation}>{updates.explanation}</p>}
      {check.data && (
        <p className={styles.explanation} role="status">
          {check.data.message}
        </p>
      )}
      {check.isError && (
        <p className={test.error} role="alert">
          {explainError(check.error)}
        </p>
      )}
    </div>
  );
}
