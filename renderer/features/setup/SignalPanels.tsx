import type { SettingsView } from '../../../shared/settings.ts';
import { Panel } from '../../components/Panel.tsx';
import { Link } from '../../routing/Link.tsx';
import { pathOf } from '../../routing/route.ts';
import { FieldList } from './FieldList.tsx';
import styles from './SetupPage.module.css';
import { HeartbeatSecret, SentrySecret } from './SignalSecrets.tsx';
import { errorFields, jobFields, modelFields, selfFields, sentryFields, userFields } from './signalFields.ts';
import type { SettingsForm } from './useSettingsForm.ts';

interface SignalPanelsProps {
  form: SettingsForm;
  view: SettingsView;
}

/** What is watched beside the shop: models, jobs, users, errors of pipelines, and Watchkeeper itself. */
export function SignalPanels({ form, view }: SignalPanelsProps) {
  return (
    <>
      <Panel title="Models">
        <FieldList fields={modelFields} form={form} />
      </Panel>
      <Panel title="Jobs" hint={<Link to={pathOf.jobs}>what is expected of each, and its channel</Link>}>
        <FieldList fields={jobFields} form={form} />
      </Panel>
      <Panel title="New users">
        <FieldList fields={userFields} form={form} />
      </Panel>
      <Panel title="Pipeline errors">
        <FieldList fields={errorFields} form={form} />
        <h3 className={styles.group}>Sentry</h3>
        <SentrySecret view={view} />
        <FieldList fields={sentryFields} form={form} />
      </Panel>
      <Panel title="Watchkeeper itself">
        <FieldList fields={selfFields} form={form} />
        <HeartbeatSecret view={view} />
      </Panel>
    </>
  );
}
