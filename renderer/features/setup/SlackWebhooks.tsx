import { useMutation } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import type { SecretName, SettingsView } from '../../../shared/settings.ts';
import { webhookAddressProblem } from '../../../shared/webAddress.ts';
import { explainError } from '../../api/explainError.ts';
import { Button } from '../../components/Button.tsx';
import { useServices } from '../../services.tsx';
import { TestOutcome } from '../health/TestOutcome.tsx';
import row from './FieldRow.module.css';
import { readAddress } from './readAddress.ts';
import { SecretField } from './SecretField.tsx';

interface Webhook {
  secret: SecretName;
  receiver: string;
  label: string;
  effect: string;
}

const webhooks: Webhook[] = [
  {
    secret: 'slackWebhookUrl',
    receiver: 'slack',
    label: 'Every alert',
    effect: 'Used for whatever has no webhook of its own below.',
  },
  {
    secret: 'slackWebhookCritical',
    receiver: 'slack-critical',
    label: 'Critical alerts',
    effect: 'Whatever their type.',
  },
  {
    secret: 'slackWebhookRevenue',
    receiver: 'slack-revenue',
    label: 'Revenue and conversion',
    effect: 'Revenue drops and conversion drops below critical.',
  },
  {
    secret: 'slackWebhookTechnical',
    receiver: 'slack-technical',
    label: 'Technical',
    effect: 'Everything else below critical.',
  },
];

/** Where Slack takes messages for which alerts; each can be tried out. */
export function SlackWebhooks({ view }: { view: SettingsView }) {
  return (
    <div className={row.list}>
      {webhooks.map((webhook) => (
        <WebhookEntry key={webhook.secret} webhook={webhook} view={view} />
      ))}
    </div>
  );
}

function WebhookEntry({ webhook, view }: { webhook: Webhook; view: SettingsView }) {
  const { api } = useServices();
  const test = useMutation({ mutationFn: () => api.receivers.test({ name: webhook.receiver }) });
  return (
    <>
      <SecretField
        view={view}
        name={webhook.secret}
        label={webhook.label}
        effect={webhook.effect}
        placeholder="https://hooks.slack.com/services/…"
        judge={(value) => webhookAddressProblem(value, readAddress)}
      >
        {view.secrets[webhook.secret]?.set && (
          <Button
            icon={<Send aria-hidden="true" />}
            busy={test.isPending}
            onClick={() => test.mutate()}
            aria-label={`${webhook.label}: send a test message`}
          >
            Test
          </Button>
        )}
      </SecretField>
      {test.data && <TestOutcome result={test.data} />}
      {test.isError && (
        <p className={row.problem} role="alert">
          {explainError(test.error)}
        </p>
      )}
    </>
  );
}
