import type { DeliveryFailure } from '../../notify/notifier.ts';
import { webhookUrlProblem } from '../../settings/webUrl.ts';
import { beginningOf } from '../http/beginningOf.ts';
import { deliveryFailure, networkFailure } from './slackFailure.ts';
import { apiFailure } from './webApiAnswer.ts';

export interface SlackApiOptions {
  /** Its name, for messages to people. */
  receiver: string;
  /** A secret: never in a message, never in a log. */
  token: string;
  /** Where it writes, for messages to people; null: nowhere of its own. */
  channel: string | null;
  /** Where people choose the channel; left out: where the token is. */
  channelSetIn?: string;
  /** Of the Web API; defaults to Slack's own. */
  apiUrl?: string;
  /** Defaults to the platform's. */
  fetch?: typeof globalThis.fetch;
  /** Wall time, ms UTC. */
  now?: () => number;
}

/** `word`: Slack's own for what is wrong; null where Slack said none. */
export type SlackAnswer =
  | { ok: true; body: Record<string, unknown> }
  | { ok: false; word: string | null; error: DeliveryFailure };

/** Calls a method of Slack's Web API. */
type SlackApi = (method: string, body: Record<string, unknown>, signal: AbortSignal) => Promise<SlackAnswer>;

const slackApiUrl = 'https://slack.com/api/';
/** Slack gives back what was posted, a few times over at most; more is somebody else's page. */
const longestAnswer = 1_000_000;

/**
 * One request for one call: Slack's own client would keep a queue, which the outbox is, and takes no signal, which carries
 * the deadline of a delivery.
 */
export function createSlackApi(options: SlackApiOptions): SlackApi {
  const { receiver, token, apiUrl = slackApiUrl, now = Date.now } = options;
  const base = apiUrl === '' ? slackApiUrl : apiUrl.replace(/\/*$/, '/');

  return async (method, body, signal) => {
    if (webhookUrlProblem(base) !== null) return { ok: false, word: null, error: unusableUrl(receiver) };
    try {
      const response = await (options.fetch ?? globalThis.fetch)(`${base}${method}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        },
        // A form, with JSON for what is no text: the one shape that every method takes.
        body: formOf(body),
        // The token is not carried on to wherever an answer points.
        redirect: 'manual',
        signal,
      });
      const answer = parsed(await beginningOf(response, longestAnswer));
      if (response.status === 200 && answer?.ok === true) return { ok: true, body: answer };
      const word = typeof answer?.error === 'string' && /^[a-z][a-z_]{1,60}$/.test(answer.error) ? answer.error : null;
      const { status, headers } = response;
      const said = { status, word, retryAfter: headers.get('retry-after') };
      return { ok: false, word, error: apiFailure(said, options, now()) };
    } catch (error) {
      return { ok: false, word: null, error: networkFailure(error, receiver) };
    }
  };
}

function formOf(body: Record<string, unknown>): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(body)) form.set(name, written(value));
  return String(form);
}

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function parsed(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const unusableUrl = (receiver: string): DeliveryFailure =>
  deliveryFailure(
    'permanent',
    'notConfigured',
    `The address of Slack's Web API for ${receiver} is not an https address. No alerts arrive there. Correct SLACK_API_URL in the environment.`,
  );
