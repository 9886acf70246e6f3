import type { ReceiverSettings } from '../../shared/delivery/receiverSettings.ts';
import type { SecretName } from '../../shared/settings.ts';
import { webhookUrlProblem } from './webUrl.ts';

/** What is wrong with a secret as far as its form tells; continues a sentence, and never repeats the value. */
export function secretProblem(
  name: SecretName,
  value: string,
  receivers: readonly Pick<ReceiverSettings, 'kind' | 'name'>[],
): string | null {
  if (name.startsWith('slackWebhook')) return webhookUrlProblem(value);
  if (name === 'slackBotToken') return botTokenProblem(value);
  if (name === 'slackAppToken') return appTokenProblem(value);
  if (name === 'pagerDutyKey') return routingKeyProblem(value);
  if (name === 'sentryDsn') return sentryDsnProblem(value);
  if (name === 'heartbeatUrl') return webhookUrlProblem(value);
  const [, receiver, key] = name.split('.');
  if (receiver === undefined || key !== undefined) return null;
  const kind = receivers.find((candidate) => candidate.name === receiver)?.kind;
  if (kind === 'pagerDuty') return routingKeyProblem(value);
  if (kind === 'slackWebhook' || kind === 'webhook') return webhookUrlProblem(value);
  return `is not needed: save the receiver ${receiver} first`;
}

export function botTokenProblem(value: string): string | null {
  return /^xox[be]-[\w.-]+$|^xoxe\.[\w.-]+$/.test(value.trim()) ? null : 'must be a bot token, which begins with xoxb-';
}

export function appTokenProblem(value: string): string | null {
  return /^xapp-[\w.-]+$/.test(value.trim()) ? null : 'must be an app-level token, which begins with xapp-';
}

/** PagerDuty's integration keys for Events API v2 have 32 letters and digits. */
export function routingKeyProblem(value: string): string | null {
  const { length } = value.trim();
  if (length !== 32) return `must have 32 characters, and has ${length}`;
  return /^[A-Za-z0-9]+$/.test(value.trim()) ? null : 'must be letters and digits only';
}

/** `https://KEY@HOST/PROJECT`, as Sentry shows it; plain http only to this machine. */
export function sentryDsnProblem(value: string): string | null {
  const dsn = URL.canParse(value.trim()) ? new URL(value.trim()) : null;
  const complete = dsn !== null && dsn.username !== '' && /^\/(?:.+\/)?\d+$/.test(dsn.pathname);
  if (!complete) return 'must be a DSN such as https://key@o1.ingest.sentry.io/2';
  return webhookUrlProblem(`${dsn.protocol}//${dsn.host}`);
}
