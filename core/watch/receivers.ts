import type { ReceiverKind, ReceiverSettings } from '../../shared/delivery/receiverSettings.ts';
import type { ReceiverView } from '../../shared/delivery/receiverView.ts';
import type { ReceiverHealth } from '../../shared/health.ts';
import type { SecretName, Settings } from '../../shared/settings.ts';
import { createEmailNotifier } from '../adapters/email/emailNotifier.ts';
import { createPagerDutyNotifier } from '../adapters/pagerDuty/pagerDutyNotifier.ts';
import { createSlackBotNotifier } from '../adapters/slack/slackBotNotifier.ts';
import { createSlackWebhookNotifier } from '../adapters/slack/slackWebhookNotifier.ts';
import { createWebhookNotifier } from '../adapters/webhook/webhookNotifier.ts';
import type { Notifier } from '../notify/notifier.ts';
import type { Receiver } from '../notify/receiver.ts';
import type { Endpoints } from '../settings/readEnvironment.ts';
import type { Network } from './network.ts';

export interface ReceiverParts {
  settings: Settings;
  secret(name: SecretName): string | null;
  endpoints: Endpoints;
  /** Null: the platform's own. */
  network: Network | null;
}

/** A receiver that is set up, or what it takes to be. */
interface Described {
  name: string;
  kind: ReceiverKind;
  builtIn: boolean;
  /** Without secrets; null: nothing is known of it. */
  destination: string | null;
  /** A sentence where something is missing. */
  made: { ok: true; notifier: Notifier } | { ok: false; missing: string };
}

const webhooks = [
  ['slack-critical', 'slackWebhookCritical'],
  ['slack-revenue', 'slackWebhookRevenue'],
  ['slack-technical', 'slackWebhookTechnical'],
  ['slack', 'slackWebhookUrl'],
] as const satisfies readonly (readonly [string, SecretName])[];

/** Those that are set up. */
export function receiversOf(parts: ReceiverParts): Receiver[] {
  return allReceivers(parts).flatMap(({ name, made }) => (made.ok ? [{ name, notifier: made.notifier }] : []));
}

/** All there are, with what is missing where one is not set up. */
export function receiverViews(parts: ReceiverParts, health: readonly ReceiverHealth[]): ReceiverView[] {
  const known = new Map(health.map((receiver) => [receiver.name, receiver]));
  const views = allReceivers(parts).map(({ name, kind, builtIn, destination, made }): ReceiverView => {
    known.delete(name);
    const missing = made.ok ? null : made.missing;
    const own = health.find((receiver) => receiver.name === name) ?? null;
    return { name, kind, builtIn, setUp: made.ok, missing, destination, health: own };
  });
  // What shows pop-ups is told beside the routes.
  const faces = [...known.values()].map(
    ({ name, kind }): ReceiverView => ({
      ...{ name, kind, builtIn: true, setUp: true, missing: null, destination: 'this person' },
      health: known.get(name) ?? null,
    }),
  );
  return [...views, ...faces];
}

function allReceivers(parts: ReceiverParts): Described[] {
  const { settings, secret, endpoints, network } = parts;
  const { delivery, notifications } = settings;
  const reach = network ? { fetch: network.fetch } : {};
  const needs = <T>(value: T | null | '', missing: string, make: (value: T) => Notifier): Described['made'] =>
    value === null || value === '' ? { ok: false, missing } : { ok: true, notifier: make(value) };
  const slack = (made: () => Described['made']): Described['made'] =>
    notifications.slackEnabled ? made() : { ok: false, missing: 'Slack is switched off in Setup → Notifications.' };

  const webhook = (name: string, secretName: SecretName): Described['made'] =>
    slack(() =>
      needs(secret(secretName), 'Its webhook is not set.', (url) =>
        createSlackWebhookNotifier({ receiver: name, url, ...reach }),
      ),
    );
  const bot = (name: string, channel: string): Described['made'] =>
    slack(() =>
      needs(channel, 'Its channel is not set.', () =>
        createSlackBotNotifier({
          ...{ receiver: name, token: secret('slackBotToken') ?? '', channel, ...reach },
          ...(endpoints.slackApiUrl === null ? {} : { apiUrl: endpoints.slackApiUrl }),
          interactive: secret('slackAppToken') !== null,
        }),
      ),
    );
  const withToken = (made: () => Described['made']): Described['made'] =>
    secret('slackBotToken') === null ? { ok: false, missing: "The Slack bot's token is not set." } : made();
  const pagerDuty = (name: string, secretName: SecretName): Described['made'] =>
    needs(secret(secretName), 'Its integration key is not set.', (routingKey) =>
      createPagerDutyNotifier({
        ...{ receiver: name, routingKey, ...reach },
        ...(endpoints.pagerDutyEventsUrl === null ? {} : { eventsUrl: endpoints.pagerDutyEventsUrl }),
      }),
    );
  const { host, port, user, from } = delivery.email;
  const email = (name: string, to: readonly string[]): Described['made'] => {
    if (host === '') return { ok: false, missing: 'The mail server is not set.' };
    if (from === '') return { ok: false, missing: 'The address that mail comes from is not set.' };
    if (to.length === 0) return { ok: false, missing: 'Nobody is set whom mail goes to.' };
    const password = secret('smtpPassword') ?? '';
    return { ok: true, notifier: createEmailNotifier({ receiver: name, host, port, user, password, from, to }) };
  };

  const builtIn: Described[] = [
    ...webhooks.map(
      ([name, secretName]): Described => ({
        ...{ name, kind: 'slackWebhook', builtIn: true, destination: null },
        made: webhook(name, secretName),
      }),
    ),
    {
      ...{ name: 'slack-bot', kind: 'slackBot', builtIn: true, destination: delivery.slack.channel || null },
      made: withToken(() => bot('slack-bot', delivery.slack.channel)),
    },
    {
      ...{ name: 'pagerduty', kind: 'pagerDuty', builtIn: true, destination: null },
      made: pagerDuty('pagerduty', 'pagerDutyKey'),
    },
    {
      ...{ name: 'email', kind: 'email', builtIn: true, destination: delivery.email.to.join(', ') || null },
      made: email('email', delivery.email.to),
    },
  ];
  function own(receiver: ReceiverSettings): Described['made'] {
    const { name, kind } = receiver;
    switch (kind) {
      case 'slackWebhook':
        return webhook(name, `receiver.${name}`);
      case 'slackBot':
        return withToken(() => bot(name, receiver.channel));
      case 'pagerDuty':
        return pagerDuty(name, `receiver.${name}`);
      case 'email':
        return email(name, receiver.to);
      case 'webhook':
        return needs(secret(`receiver.${name}`), 'Its address is not set.', (url) => {
          const signingKey = secret(`receiver.${name}.key`);
          return createWebhookNotifier({ receiver: name, url, signingKey, template: receiver.template, ...reach });
        });
    }
  }

  return [
    ...builtIn,
    ...delivery.receivers.map(
      (receiver): Described => ({
        ...{ name: receiver.name, kind: receiver.kind, builtIn: false, destination: destinationOf(receiver) },
        made: receiver.enabled ? own(receiver) : { ok: false, missing: 'It is switched off.' },
      }),
    ),
  ];
}

function destinationOf(receiver: ReceiverSettings): string | null {
  if (receiver.kind === 'slackBot') return receiver.channel;
  return receiver.kind === 'email' ? receiver.to.join(', ') : null;
}
