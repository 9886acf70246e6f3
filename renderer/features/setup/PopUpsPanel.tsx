import { useMutation } from '@tanstack/react-query';
import { BellRing } from 'lucide-react';
import type { HostView } from '../../../shared/hostView.ts';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { Panel } from '../../components/Panel.tsx';
import { useServices } from '../../services.tsx';
import { TestOutcome } from '../health/TestOutcome.tsx';
import { WebNotificationsSwitch } from '../popUps/WebNotificationsSwitch.tsx';
import test from './ConnectionTest.module.css';
import row from './FieldRow.module.css';
import { FieldRow } from './FieldRow.tsx';
import type { FormState } from './formState.ts';
import { PopUpTable } from './PopUpTable.tsx';
import { popUpFields } from './popUpFields.ts';
import { QuietHours } from './QuietHours.tsx';
import styles from './SetupPage.module.css';
import { useSoundTrial } from './useSoundTrial.ts';

/** What this person sees and hears when something is wrong, and when not. */
export function PopUpsPanel({ form, host }: { form: FormState; host: HostView | null }) {
  const play = useSoundTrial();
  return (
    <Panel title="Pop-ups" hint={host?.kind === 'browser' ? 'of pages that are open' : undefined}>
      <div className={row.list}>
        <WebNotificationsSwitch />
        {popUpFields.map((field) => (
          <FieldRow key={field.path} field={field} form={form} />
        ))}
      </div>
      <h3 className={styles.group}>Severities and sounds</h3>
      <PopUpTable form={form} play={play} />
      <h3 className={styles.group}>Quiet hours</h3>
      {host && <QuietHours form={form} host={host} />}
      {host && <PopUpTest receiver={host.kind} />}
    </Panel>
  );
}

/** With the settings that are saved. */
function PopUpTest({ receiver }: { receiver: HostView['kind'] }) {
  const { api } = useServices();
  const trial = useMutation({ mutationFn: () => api.receivers.test({ name: receiver }) });
  return (
    <div className={test.test}>
      <div className={test.buttons}>
        <Button icon={<BellRing aria-hidden="true" />} busy={trial.isPending} onClick={() => trial.mutate()}>
          Show a test pop-up
        </Button>
      </div>
      {trial.data && <TestOutcome result={trial.data} />}
      {trial.isError && (
        <p className={test.error} role="alert">
          {explainError(trial.error)}
        </p>
      )}
    </div>
  );
}
