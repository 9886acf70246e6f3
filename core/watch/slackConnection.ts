import type { FeedbackLabel } from '../../shared/learning/feedback.ts';
import { createSlackSocket, type SlackSocket } from '../adapters/slack/slackSocket.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Monitor } from '../monitor/monitor.ts';
import { type ReceiverParts, reachOf } from './receivers.ts';

interface SlackConnectionParts extends ReceiverParts {
  acknowledge(alertId: string, by: string): string | null;
  giveFeedback(alertId: string, label: FeedbackLabel, by: string): string | null;
  clock: Clock;
  log: Log;
}

/** The way back from Slack's buttons; null where it is not set up. */
export function slackConnection(parts: SlackConnectionParts): SlackSocket | null {
  const { settings, secret, endpoints, proxy, acknowledge, giveFeedback, clock, log } = parts;
  const appToken = secret('slackAppToken');
  const botToken = secret('slackBotToken');
  if (appToken === null || botToken === null || !settings.notifications.slackEnabled) return null;
  return createSlackSocket({
    ...{ appToken, botToken, clock, log: log.child('slack') },
    ...(endpoints.slackApiUrl === null ? {} : { apiUrl: endpoints.slackApiUrl }),
    ...reachOf(parts),
    ...(proxy ? { dispatcher: proxy.dispatcher } : {}),
    acknowledge: async (alertId, by) => acknowledge(alertId, by),
    giveFeedback: async (alertId, label, by) => giveFeedback(alertId, label, by),
  });
}

/** The monitor with that connection: it begins and ends with it, and its trouble is the bot's. */
export function withSlackConnection(monitor: Monitor, socket: SlackSocket | null): Monitor {
  if (socket === null) return monitor;
  return {
    ...monitor,
    start() {
      monitor.start();
      socket.start();
    },
    async stop() {
      await Promise.all([monitor.stop(), socket.stop()]);
    },
    health() {
      const health = monitor.health();
      const { lastError } = socket.status();
      if (lastError === null) return health;
      const receivers = health.receivers.map((receiver) =>
        receiver.kind === 'slackBot' && receiver.status === 'ok'
          ? { ...receiver, status: 'retrying' as const, lastError }
          : receiver,
      );
      return { ...health, receivers };
    },
  };
}
