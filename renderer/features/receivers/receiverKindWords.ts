import type { ReceiverKind } from '../../../shared/delivery/receiverSettings.ts';

export const receiverKindWords: Record<ReceiverKind, string> = {
  slackWebhook: 'Slack webhook',
  slackBot: 'Slack bot',
  pagerDuty: 'PagerDuty',
  email: 'E-mail',
  webhook: 'Webhook',
  desktop: 'Pop-ups of the desktop app',
  browser: 'Pop-ups in the browser',
};
