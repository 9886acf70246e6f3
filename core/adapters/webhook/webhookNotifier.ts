import { createHash, createHmac } from 'node:crypto';
import type { DeliveryFailure, DeliveryResult, Notifier } from '../../notify/notifier.ts';
import { fillTemplate } from '../../notify/template.ts';
import { webhookUrlProblem } from '../../settings/webUrl.ts';
import { type Answer, post } from '../http/post.ts';
import { alertBody, digestBody, summaryBody } from './webhookBody.ts';

interface WebhookOptions {
  receiver: string;
  /** A secret: never in a message, never in a log. */
  url: string;
  /** Signs what is sent, so that the other side knows whom it is from; null: nothing is signed. */
  signingKey: string | null;
  /** JSON with `{{path}}` in its texts, for alerts; empty: the whole message as it is. */
  template: string;
  fetch?: typeof globalThis.fetch;
  now?: () => number;
}

/**
 * Sends JSON to an address. `X-Watchkeeper-Signature: t=<seconds>,v1=<hex>` is the HMAC-SHA256 of `<t>.<body>`; what is sent
 * again has the same `Idempotency-Key`.
 */
export function createWebhookNotifier(options: WebhookOptions): Notifier {
  const { receiver, url, signingKey, template, now = Date.now } = options;

  async function send(key: string, body: string, signal: AbortSignal): Promise<DeliveryResult> {
    if (webhookUrlProblem(url) !== null) return { ok: false, error: closed('it is no https address', receiver) };
    const sent = await post({
      ...{ url, headers: headersFor(key, body), body, signal, now, receiver, service: receiver },
      ...(options.fetch ? { fetch: options.fetch } : {}),
    });
    if (!sent.ok) return sent;
    const error = failureOf(sent.answer, receiver);
    return error === null ? { ok: true } : { ok: false, error };
  }

  function headersFor(key: string, body: string): Record<string, string> {
    const seconds = Math.floor(now() / 1000);
    const signature = signingKey && createHmac('sha256', signingKey).update(`${seconds}.${body}`).digest('hex');
    return {
      'content-type': 'application/json; charset=utf-8',
      'user-agent': 'Watchkeeper',
      'idempotency-key': createHash('sha256').update(key).digest('hex').slice(0, 32),
      ...(signature ? { 'x-watchkeeper-signature': `t=${seconds},v1=${signature}` } : {}),
    };
  }

  const sendDigest: NonNullable<Notifier['sendDigest']> = (digest, signal) =>
    send(digest.messages.map(({ key }) => key).join('\n'), JSON.stringify(digestBody(digest)), signal);

  return {
    kind: 'webhook',
    hearsAcknowledgements: true,
    async send(message, signal) {
      const body = alertBody(message);
      if (template.trim() === '') return send(message.key, JSON.stringify(body), signal);
      const filled = fillTemplate(template, body);
      return filled.ok
        ? send(message.key, filled.body, signal)
        : { ok: false, error: unfilled(filled.message, receiver) };
    },
    // A template is about one alert: with one of those, every alert is a message of its own.
    ...(template.trim() === '' ? { sendDigest } : {}),
    sendSummary: (summary, signal) => send(summary.key, JSON.stringify(summaryBody(summary)), signal),
    test: (signal) => send(`test-${now()}`, JSON.stringify({ version: 1, kind: 'test', text: testText }), signal),
  };
}

const testText = 'Watchkeeper test message: alerts will arrive here. Nothing is wrong.';

/** The address or the right to use it is gone; any other 4xx is about the one message. */
const closedStatuses = new Set([401, 403, 404, 405, 410]);

function failureOf({ status, retryAfterMs }: Answer, receiver: string): DeliveryFailure | null {
  if (status >= 200 && status < 300) return null;
  if (status === 429 || status >= 500 || status === 408 || status === 425) {
    const code = status === 429 ? 'rateLimited' : 'unreachable';
    const message = `${receiver} could not take a message just now (${status}). It waits and is tried again.`;
    return { kind: 'transient', code, retryable: true, message, retryAfterMs };
  }
  if (status >= 400 && !closedStatuses.has(status)) {
    const message = `${receiver} refused this message (${status}). Nobody was told there; see the alert in Watchkeeper.`;
    return { kind: 'rejected', code: 'badAnswer', retryable: false, message, retryAfterMs: null };
  }
  return closed(status < 400 ? 'its address leads elsewhere, which is not followed' : `it answers ${status}`, receiver);
}

function closed(why: string, receiver: string): DeliveryFailure {
  const message = `The webhook ${receiver} is closed: ${why}. No alerts arrive there. Enter its address again in Delivery → Receivers.`;
  return { kind: 'permanent', code: 'notConfigured', retryable: false, message, retryAfterMs: null };
}

function unfilled(why: string, receiver: string): DeliveryFailure {
  const message = `The message for ${receiver} could not be made: ${why}. Nobody was told there. Correct the template in Delivery → Receivers.`;
  return { kind: 'rejected', code: 'badQuery', retryable: false, message, retryAfterMs: null };
}
