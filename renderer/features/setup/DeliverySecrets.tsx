import { useMutation } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import type { SettingsView } from '../../../shared/settings.ts';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { useServices } from '../../services.tsx';
import { TestOutcome } from '../health/TestOutcome.tsx';
import row from './FieldRow.module.css';
import { SecretField } from './SecretField.tsx';

const routingKeyLength = 32;

/** Tokens of a Slack app: one to write with, one to hear of pressed buttons. */
export function BotSecrets({ view }: { view: SettingsView }) {
  return (
    <div className={row.list}>
      <SecretField
        view={view}
        name="slackBotToken"
        label="Bot token"
        effect="Needs the scopes chat:write and users:read."
        placeholder="xoxb-…"
        judge={(value) => (value.startsWith('xox') ? null : 'must be a bot token, which begins with xoxb-')}
      />
      <SecretField
        view={view}
        name="slackAppToken"
        label="App token"
        effect="Needs the scope connections:write, with Socket Mode and Interactivity on. Without it the message has a link."
        placeholder="xapp-…"
        judge={(value) => (value.startsWith('xapp-') ? null : 'must be an app-level token, which begins with xapp-')}
      >
        <TestButton receiver="slack-bot" shown={view.secrets.slackBotToken?.set ?? false} label="Slack bot" />
      </SecretField>
    </div>
  );
}

export function PagerDutySecret({ view }: { view: SettingsView }) {
  return (
    <div className={row.list}>
      <SecretField
        view={view}
        name="pagerDutyKey"
        label="Integration key"
        effect="Of an Events API v2 integration, 32 characters. Pages for critical alerts, and resolves them."
        placeholder="0123456789abcdef…"
        judge={({ length }) => (length === routingKeyLength ? null : `must have 32 characters, and has ${length}`)}
      >
        <TestButton receiver="pagerduty" shown={view.secrets.pagerDutyKey?.set ?? false} label="PagerDuty" />
      </SecretField>
    </div>
  );
}

export function MailSecret({ view }: { view: SettingsView }) {
  const { host, from, to } = view.settings.delivery.email;
  return (
    <div className={row.list}>
      <SecretField
        view={view}
        name="smtpPassword"
        label="Mail password"
        effect="For the mail server above; save that first."
        placeholder=""
      >
        <TestButton receiver="email" shown={host !== '' && from !== '' && to.length > 0} label="E-mail" />
      </SecretField>
    </div>
  );
}

/** Sends a harmless message where one could arrive. */
function TestButton({ receiver, shown, label }: { receiver: string; shown: boolean; label: string }) {
  const { api } = useServices();
  const test = useMutation({ mutationFn: () => api.receivers.test({ name: receiver }) });
  if (!shown) return null;
  return (
    <>
      <Button
        icon={<Send aria-hidden="true" />}
        busy={test.isPending}
        onClick={() => test.mutate()}
        aria-label={`${label}: send a test message`}
      >
        Test
      </Button>
      {test.data && <TestOutcome result={test.data} />}
      {test.isError && (
        <p className={row.problem} role="alert">
          {explainError(test.error)}
        </p>
      )}
    </>
  );
}
