import type { SecretName } from '../../../shared/settings.ts';

const words: Record<string, string> = {
  clickhousePassword: "ClickHouse's password",
  slackWebhookUrl: 'the Slack webhook',
  slackWebhookCritical: 'the Slack webhook for critical alerts',
  slackWebhookRevenue: 'the Slack webhook for revenue',
  slackWebhookTechnical: 'the Slack webhook for technical alerts',
  slackBotToken: "the Slack bot's token",
  slackAppToken: "the Slack app's token",
  pagerDutyKey: "PagerDuty's integration key",
  smtpPassword: "the mail server's password",
};

/** Secrets by the names people know them by, as part of a sentence. */
export function secretWords(names: readonly SecretName[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names.map(wordsOf));
}

function wordsOf(name: SecretName): string {
  const [, receiver, key] = name.split('.');
  if (receiver === undefined) return words[name] ?? name;
  return key === undefined ? `the address or key of ${receiver}` : `the signing key of ${receiver}`;
}
