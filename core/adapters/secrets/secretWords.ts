import type { SecretName } from '../../../shared/settings.ts';

const words: Record<SecretName, string> = {
  clickhousePassword: "ClickHouse's password",
  slackWebhookUrl: 'the Slack webhook',
  slackWebhookCritical: 'the Slack webhook for critical alerts',
  slackWebhookRevenue: 'the Slack webhook for revenue',
  slackWebhookTechnical: 'the Slack webhook for technical alerts',
};

/** Secrets by the names people know them by, as part of a sentence. */
export function secretWords(names: readonly SecretName[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names.map((name) => words[name]));
}
