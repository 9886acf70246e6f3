import type { SecretName } from '../settings.ts';
import type { ReceiverSettings } from './receiverSettings.ts';

/** The secrets that a receiver of the person's own needs or may have; the general ones are not among them. */
export function receiverSecrets({ kind, name }: Pick<ReceiverSettings, 'kind' | 'name'>): SecretName[] {
  if (kind === 'webhook') return [`receiver.${name}`, `receiver.${name}.key`];
  return kind === 'slackWebhook' || kind === 'pagerDuty' ? [`receiver.${name}`] : [];
}
