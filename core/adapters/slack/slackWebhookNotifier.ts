import type { DeliveryFailure, DeliveryResult, Notifier } from '../../notify/notifier.ts';
import { webhookUrlProblem } from '../../settings/webUrl.ts';
import { type SlackPayload, slackBlocks, slackPlainText, slackTestMessage } from './slackBlocks.ts';
import { type WebhookAnswer, webhookFailure } from './webhookAnswer.ts';

interface SlackWebhookOptions {
  /** Its name, for messages to people. */
  receiver: string;
  /** A secret: never in a message, never in a log. */
  url: string;
  /** Defaults to the platform's. */
  fetch?: typeof globalThis.fetch;
  /** Wall time, ms UTC, for a `Retry-After` that is a date. */
  now?: () => number;
}

/** Slack's answers are a word; more is somebody else's page. */
const longestAnswer = 1000;

/** Sends to one incoming webhook. No retries of its own: those are the outbox's, which survives a restart. */
export function createSlackWebhookNotifier(options: SlackWebhookOptions): Notifier {
  const { receiver, url, now = Date.now } = options;

  async function post(payload: SlackPayload, signal: AbortSignal): Promise<DeliveryResult> {
    const unusable = unusableUrl(url, receiver);
    if (unusable) return { ok: false, error: unusable };
    try {
      const response = await (options.fetch ?? globalThis.fetch)(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(payload),
        // The address is a secret: it is not carried on to wherever an answer points.
        redirect: 'manual',
        signal,
      });
      const error = webhookFailure(await answerOf(response), receiver, now());
      return error === null ? { ok: true } : { ok: false, error };
    } catch (error) {
      return { ok: false, error: networkFailure(error, receiver) };
    }
  }

  return {
    kind: 'slackWebhook',
    async send(message, signal) {
      const result = await post(slackBlocks(message), signal);
      if (result.ok || result.error.kind !== 'rejected') return result;
      return post(slackPlainText(message), signal);
    },
    test: (signal) => post(slackTestMessage(), signal),
  };
}

async function answerOf(response: Response): Promise<WebhookAnswer> {
  const retryAfter = response.headers.get('retry-after');
  let body = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) {
    body += decoder.decode(chunk, { stream: true });
    if (body.length > longestAnswer) break;
  }
  return { status: response.status, body, retryAfter };
}

function unusableUrl(url: string, receiver: string): DeliveryFailure | null {
  if (webhookUrlProblem(url) === null) return null;
  const message = `The webhook of ${receiver} is not an https address. No alerts arrive there. Enter it again in Setup → Notifications.`;
  return { kind: 'permanent', code: 'notConfigured', retryable: false, message, retryAfterMs: null };
}

const dnsCodes = new Set(['ENOTFOUND', 'EAI_AGAIN']);
const tlsCode = /^(ERR_TLS_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_SSL_)/;

/** From the system's code alone: the texts of such errors name the address. */
function networkFailure(error: unknown, receiver: string): DeliveryFailure {
  const code = systemCode(error);
  const failure = (kind: DeliveryFailure['code'], what: string): DeliveryFailure => ({
    kind: 'transient',
    code: kind,
    retryable: true,
    retryAfterMs: null,
    message: `${what} The message for ${receiver} waits and is tried again.`,
  });
  if ((error instanceof DOMException && error.name === 'AbortError') || code === 'ETIMEDOUT')
    return failure('timeout', 'Slack did not answer in time.');
  if (dnsCodes.has(code)) return failure('dns', "The name of Slack's server could not be found.");
  if (tlsCode.test(code))
    return failure('tls', 'No safe connection to Slack could be made; its certificate was not accepted.');
  return failure('unreachable', `The connection to Slack failed${code === '' ? '' : ` (${code})`}.`);
}

function systemCode(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && typeof current.code === 'string') return current.code;
  }
  return '';
}
