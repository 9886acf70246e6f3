import type { FeedbackLabel } from '../../../shared/learning/feedback.ts';
import type { Log } from '../../log.ts';
import { type ButtonPress, buttonPressOf, displayNameOf } from './slackInteraction.ts';
import { createSlackApi } from './slackWebApi.ts';

export interface SlackDeskOptions {
  /** For people's names, and for answers that only one of them sees; null: the name that came along, and no answers. */
  botToken: string | null;
  /** Of the Web API; defaults to Slack's own. */
  apiUrl?: string;
  /** For requests; defaults to the platform's. */
  fetch?: typeof globalThis.fetch;
  log: Log;
  /** Somebody has it. Answers null when that is noted, else a sentence for the person why it is not. */
  acknowledge(alertId: string, by: string): Promise<string | null>;
  /** Somebody says what an alert was; answers as `acknowledge`. */
  giveFeedback(alertId: string, label: FeedbackLabel, by: string): Promise<string | null>;
}

/** Something that came over the connection, with the way to say that it arrived. */
interface SlackEvent {
  type?: unknown;
  body?: unknown;
  ack(): Promise<void>;
}

/** Carries out what people ask from Slack. */
export interface SlackDesk {
  /** Never throws: who is at the other end is not ours to trust. */
  hear(event: SlackEvent): void;
  /** When all that was heard is carried out. */
  settled(): Promise<void>;
}

/** Names change seldom; a workspace has more people than need be kept. */
const mostNames = 500;
const requestMs = 5000;

export function createSlackDesk(options: SlackDeskOptions, stopping: AbortSignal): SlackDesk {
  const { botToken, log } = options;
  const api =
    botToken === null ? null : createSlackApi({ ...options, token: botToken, receiver: 'Slack', channel: null });
  const names = new Map<string, string>();
  const underway = new Set<Promise<void>>();
  const deadline = () => AbortSignal.any([stopping, AbortSignal.timeout(requestMs)]);

  async function handle({ ack, type, body }: SlackEvent): Promise<void> {
    // Slack wants to hear within three seconds that it arrived; what becomes of it is told later.
    await ack().catch(() => log.debug('Slack did not hear that its message arrived.'));
    const press = type === 'interactive' ? buttonPressOf(body) : null;
    if (press === null) return;
    const sentence = await carryOut(press, await nameOf(press)).catch((error: unknown) => {
      log.error('What was pressed in Slack could not be carried out.', { alertId: press.alertId, error });
      return press.label === null
        ? 'That could not be noted just now. Nobody has the alert yet; try again, or acknowledge it in Watchkeeper.'
        : 'That could not be noted just now. Try again, or say it in Watchkeeper.';
    });
    if (sentence !== null) await answer(press, sentence);
  }

  const carryOut = ({ alertId, label }: ButtonPress, by: string) =>
    label === null ? options.acknowledge(alertId, by) : options.giveFeedback(alertId, label, by);

  async function nameOf({ userId, userName }: ButtonPress): Promise<string> {
    const known = names.get(userId);
    if (known !== undefined || api === null) return known ?? userName;
    const asked = await api('users.info', { user: userId }, deadline());
    const name = asked.ok ? displayNameOf(asked.body) : null;
    if (name === null) return userName;
    if (names.size >= mostNames) names.clear();
    names.set(userId, name);
    return name;
  }

  /** Seen by that person alone. */
  async function answer({ channel, userId }: ButtonPress, text: string): Promise<void> {
    if (api === null || channel === null) return;
    const told = await api('chat.postEphemeral', { channel, user: userId, text, parse: 'none' }, deadline());
    if (!told.ok) log.debug('An answer to somebody in Slack could not be shown there.', { code: told.error.code });
  }

  return {
    hear(event) {
      const work = handle(event)
        .catch((error: unknown) => log.error('A message from Slack could not be handled.', { error }))
        .finally(() => underway.delete(work));
      underway.add(work);
    },
    async settled() {
      await Promise.allSettled(underway);
    },
  };
}
