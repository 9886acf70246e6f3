import type { DeliveryFailure, DeliveryResult, Notifier } from '../../notify/notifier.ts';
import { webhookUrlProblem } from '../../settings/webUrl.ts';
import { beginningOf } from '../http/beginningOf.ts';
import { slackBlocks, slackPlainText, slackTestMessage } from './slackBlocks.ts';
import { slackDigest, slackDigestText } from './slackDigest.ts';
import { deliveryFailure, networkFailure } from './slackFailure.ts';
import { slackNotice, slackNoticeText } from './slackNotice.ts';
import type { SlackPayload } from './slackPayload.ts';
import { slackSummary, slackSummaryText } from './slackSummary.ts';
import { webhookFailure } from './webhookAnswer.ts';

interface SlackWebhookOptions {
  /** Its name, for messages to people. */
  receiver: string;
  /** A secret: never in a message, never in a log. */
  url: string;
  /** Where people enter it, e.g. `Setup → Slack`. */
  setIn: string;
  /** Defaults to the platform's. */
  fetch?: typeof globalThis.fetch;
  /** Wall time, ms UTC, for a `Retry-After` that is a date and for the age of alerts. */
  now?: () => number;
}

/** A webhook answers with a word. */
const longestAnswer = 1000;

/** Sends to one incoming webhook. No retries of its own: those are the outbox's, which survives a restart. */
export function createSlackWebhookNotifier(options: SlackWebhookOptions): Notifier {
  const { receiver, url, setIn, now = Date.now } = options;

  async function post(payload: SlackPayload, signal: AbortSignal): Promise<DeliveryResult> {
    const unusable = unusableUrl(options);
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
      const { status, headers } = response;
      const answer = {
        status,
        body: await beginningOf(response, longestAnswer),
        retryAfter: headers.get('retry-after'),
      };
      const error = webhookFailure(answer, { receiver, setIn }, now());
      return error === null ? { ok: true } : { ok: false, error };
    } catch (error) {
      return { ok: false, error: networkFailure(error, receiver) };
    }
  }

  /** Once more as plain text when Slack refuses the blocks. */
  async function postEither(
    blocks: SlackPayload,
    text: () => SlackPayload,
    signal: AbortSignal,
  ): Promise<DeliveryResult> {
    const result = await post(blocks, signal);
    return result.ok || result.error.kind !== 'rejected' ? result : post(text(), signal);
  }

  return {
    kind: 'slackWebhook',
    sendNotice: (notice, signal) => postEither(slackNotice(notice), () => slackNoticeText(notice), signal),
    hearsAcknowledgements: false,
    send: (message, signal) => postEither(slackBlocks(message), () => slackPlainText(message), signal),
    sendDigest(digest, signal) {
      const at = now();
      return postEither(slackDigest(digest, at), () => slackDigestText(digest, at), signal);
    },
    sendSummary: (summary, signal) => postEither(slackSummary(summary), () => slackSummaryText(summary), signal),
    test: (signal) => post(slackTestMessage(), signal),
  };
}

function unusableUrl({ url, receiver, setIn }: SlackWebhookOptions): DeliveryFailure | null {
  if (webhookUrlProblem(url) === null) return null;
  const message = `The webhook of ${receiver} is not an https address. No alerts arrive there. Enter it again in ${setIn}.`;
  return deliveryFailure('permanent', 'notConfigured', message);
}
