import type { SecretName } from '../../shared/settings.ts';
import { createSlackWebhookNotifier } from '../adapters/slack/slackWebhookNotifier.ts';
import type { Receiver } from '../notify/receiver.ts';
import type { Network } from './network.ts';

/** The receivers that the built-in routes look for, each with the secret that holds its webhook. */
const webhooks = [
  ['slack-critical', 'slackWebhookCritical'],
  ['slack-revenue', 'slackWebhookRevenue'],
  ['slack-technical', 'slackWebhookTechnical'],
  ['slack', 'slackWebhookUrl'],
] as const satisfies readonly (readonly [string, SecretName])[];

/** A receiver for every webhook that is set. `network` null: the platform's own. */
export function slackReceivers(secret: (name: SecretName) => string | null, network: Network | null): Receiver[] {
  return webhooks.flatMap(([name, secretName]) => {
    const url = secret(secretName);
    if (url === null) return [];
    const reach = network ? { fetch: network.fetch } : {};
    return [{ name, notifier: createSlackWebhookNotifier({ receiver: name, url, ...reach }) }];
  });
}
