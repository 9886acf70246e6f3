import type { SettingsView } from '../../../shared/settings.ts';
import { webhookAddressProblem } from '../../../shared/webAddress.ts';
import row from './FieldRow.module.css';
import { readAddress } from './readAddress.ts';
import { SecretField } from './SecretField.tsx';

/** Where pipeline errors are sent as well. */
export function SentrySecret({ view }: { view: SettingsView }) {
  return (
    <div className={row.list}>
      <SecretField
        view={view}
        name="sentryDsn"
        label="Sentry DSN"
        effect="Without it nothing is sent to Sentry."
        placeholder="https://…@….ingest.sentry.io/…"
        judge={(value) => (/^https?:\/\/\w+@[^/]+\/.+/.test(value) ? null : 'must look like https://key@host/project')}
      />
    </div>
  );
}

/** What is asked while all is well. */
export function HeartbeatSecret({ view }: { view: SettingsView }) {
  return (
    <div className={row.list}>
      <SecretField
        view={view}
        name="heartbeatUrl"
        label="Heartbeat address"
        effect="Asked by GET as often as said above; whoever is there alarms when that stops."
        placeholder="https://hc-ping.com/…"
        judge={(value) => webhookAddressProblem(value, readAddress)}
      />
    </div>
  );
}
