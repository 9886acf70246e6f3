import type { ReceiverKind, ReceiverSettings } from '../../shared/delivery/receiverSettings.ts';
import type { ReceiverView } from '../../shared/delivery/receiverView.ts';
import type { ReceiverHealth } from '../../shared/health.ts';
import type { SecretName, Settings } from '../../shared/settings.ts';
import { createEmailNotifier } from '../adapters/email/emailNotifier.ts';
import type { EnvironmentProxy } from '../adapters/http/environmentProxy.ts';
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
  /** Taken where there is no network of the host's; null, or left out: nothing is between. */
  proxy?: EnvironmentProxy | null;
}

/** By which way services are asked; nothing for the platform's own. */
export function reachOf({ network, proxy }: ReceiverParts): { fetch?: typeof globalThis.fetch } {
  const fetch = network?.fetch ?? proxy?.fetch;
  return fetch ? { fetch } : {};
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

/** Where people find what a receiver needs, as its messages name it. */
const inSlack = 'Setup → Slack';
const inDelivery = 'Delivery → Receivers';

/** Those that are set up. */
export function receiversOf(parts: ReceiverParts): Receiver[] {
  const { options } = parts.settings.delivery;
  const limitsOf = (name: string) => (Object.hasOwn(options, name) ? (options[name]?.limits ?? null) : null);
  return allReceivers(parts).flatMap(({ name, made }) =>
    made.ok ? [{ name, notifier: made.notifier, limits: limitsOf(name) }] : [],
  );
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
  const { settings, secret, endpoints } = parts;
  const { delivery, notifications } = settings;
  const reach = reachOf(parts);
  const needs = <T>(value: T | null | '', missing: string, make: (value: T) => Notifier): Described['made'] =>
    value === null || value === '' ? { ok: false, missing } : { ok: true, notifier: make(value) };
  const slack = (made: () => Described['made']): Described['made'] =>
    notifications.slackEnabled ? made() : { ok: false, missing: 'Slack is switched off in Setup → Slack.' };

  const webhook = (name: string, secretName: SecretName, setIn: string): Described['made'] =>
    slack(() =>
      needs(secret(secretName), 'Its webhook is not set.', (url) =>
        createSlackWebhookNotifier({ receiver: name, url, setIn, ...reach }),
      ),
    );
  const bot = (name: string, channel: string, channelSetIn: string): Described['made'] =>
    slack(() =>
      needs(channel, 'Its channel is not set.', () =>
        createSlackBotNotifier({
          ...{ receiver: name, token: secret('slackBotToken') ?? '', channel, channelSetIn, ...reach },
          ...(endpoints.slackApiUrl === null ? {} : { apiUrl: endpoints.slackApiUrl }),
          interactive: secret('slackAppToken') !== null,
        }),
      ),
    );
  const withToken = (made: () => Described['made']): Described['made'] =>
    secret('slackBotToken') === null ? { ok: false, missing: "The Slack bot's token is not set." } : made();
  const pagerDuty = (name: string, secretName: SecretName, setIn: string): Described['made'] =>
    needs(secret(secretName), 'Its integration key is not set.', (routingKey) =>
      createPagerDutyNotifier({
        ...{ receiver: name, routingKey, setIn, ...reach },
        ...(endpoints.pagerDutyEventsUrl === null ? {} : { eventsUrl: endpoints.pagerDutyEventsUrl }),
      }),
    );
  const { host, port, user, from } = delivery.email;
  const email = (name: string, to: readonly string[], toSetIn: string): Described['made'] => {
    if (host === '') return { ok: false, missing: 'The mail server is not set.' };
    if (from === '') return { ok: false, missing: 'The address that mail comes from is not set.' };
    if (to.length === 0) return { ok: false, missing: 'Nobody is set whom mail goes to.' };
    const password = secret('smtpPassword') ?? '';
    return {
      ok: true,
      notifier: createEmailNotifier({ receiver: name, host, port, user, password, from, to, toSetIn }),
    };
  };

  const builtIn: Described[] = [
    ...webhooks.map(
      ([name, secretName]): Described => ({
        ...{ name, kind: 'slackWebhook', builtIn: true, destination: null },
        made: webhook(name, secretName, inSlack),
      }),
    ),
    {
      ...{ name: 'slack-bot', kind: 'slackBot', builtIn: true, destination: delivery.slack.channel || null },
      made: withToken(() => bot('slack-bot', delivery.slack.channel, inSlack)),
    },
    {
      ...{ name: 'slack-users', kind: 'slackBot', builtIn: true, destination: delivery.slack.usersChannel || null },
      made: withToken(() => bot('slack-users', delivery.slack.usersChannel, inSlack)),
    },
    {
      ...{ name: 'pagerduty', kind: 'pagerDuty', builtIn: true, destination: null },
      made: pagerDuty('pagerduty', 'pagerDutyKey', 'Setup → PagerDuty'),
    },
    {
      ...{ name: 'email', kind: 'email', builtIn: true, destination: delivery.email.to.join(', ') || null },
      made: email('email', delivery.email.to, 'Setup → E-mail'),
    },
  ];
  function own(receiver: ReceiverSettings): Described['made'] {
    const { name, kind } = receiver;
    switch (kind) {
      case 'slackWebhook':
        return webhook(name, `receiver.${name}`, inDelivery);
      case 'slackBot':
        return withToken(() => bot(name, receiver.channel, inDelivery));
      case 'pagerDuty':
        return pagerDuty(name, `receiver.${name}`, inDelivery);
      case 'email':
        return email(name, receiver.to, inDelivery);
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
