import { createHash, createHmac } from 'node:crypto';
import { fillTemplate } from '../../../shared/delivery/template.ts';
import type { DeliveryFailure, DeliveryResult, Notifier } from '../../notify/notifier.ts';
import { webhookUrlProblem } from '../../settings/webUrl.ts';
import { type Answer, post } from '../http/post.ts';
import { alertBody, digestBody, summaryBody, testValues } from './webhookBody.ts';

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

  async function send(key: string, body: string, signal: AbortSignal, refusal = refusedAlert): Promise<DeliveryResult> {
    if (webhookUrlProblem(url) !== null) return { ok: false, error: closed('it is no https address', receiver) };
    const sent = await post({
      ...{ url, headers: headersFor(key, body), body, signal, now, receiver, service: receiver },
      ...(options.fetch ? { fetch: options.fetch } : {}),
    });
    if (!sent.ok) return sent;
    const error = failureOf(sent.answer, receiver, refusal);
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

  function inShape(values: object): { ok: true; body: string } | { ok: false; error: DeliveryFailure } {
    if (template.trim() === '') return { ok: true, body: JSON.stringify(values) };
    const filled = fillTemplate(template, values);
    return filled.ok ? filled : { ok: false, error: unfilled(filled.message, receiver) };
  }

  const sendDigest: NonNullable<Notifier['sendDigest']> = (digest, signal) =>
    send(digest.messages.map(({ key }) => key).join('\n'), JSON.stringify(digestBody(digest)), signal);

  return {
    kind: 'webhook',
    hearsAcknowledgements: true,
    async send(message, signal) {
      const made = inShape(alertBody(message));
      return made.ok ? send(message.key, made.body, signal) : made;
    },
    // A template is about one alert: with one of those, every alert is a message of its own.
    ...(template.trim() === '' ? { sendDigest } : {}),
    sendSummary: (summary, signal) => send(summary.key, JSON.stringify(summaryBody(summary)), signal),
    // What it is sent of an alert is what may be wrong with it: a template is tried out with the rest.
    async test(signal) {
      const plain = { version: 1, kind: 'test', text: testText };
      const made = inShape(template.trim() === '' ? plain : testValues(testText, now()));
      return made.ok ? send(`test-${now()}`, made.body, signal, refusedTest) : made;
    },
  };
}

const testText = 'Watchkeeper test message: alerts will arrive here. Nothing is wrong.';

/** The address or the right to use it is gone; any other 4xx is about the one message. */
const closedStatuses = new Set([401, 403, 404, 405, 410]);

const refusedAlert = (receiver: string, status: number): string =>
  `${receiver} refused this message (${status}). Nobody was told there; see the alert in Watchkeeper.`;

const refusedTest = (receiver: string, status: number): string =>
  `${receiver} answers, but does not take what it is sent (${status}). Correct its template or its address in Delivery → Receivers.`;

function failureOf(
  { status, retryAfterMs }: Answer,
  receiver: string,
  refusal: typeof refusedAlert,
): DeliveryFailure | null {
  if (status >= 200 && status < 300) return null;
  if (status === 429 || status >= 500 || status === 408 || status === 425) {
    const code = status === 429 ? 'rateLimited' : 'unreachable';
    const message = `${receiver} could not take a message just now (${status}). It waits and is tried again.`;
    return { kind: 'transient', code, retryable: true, message, retryAfterMs };
  }
  if (status >= 400 && !closedStatuses.has(status)) {
    return {
      ...{ kind: 'rejected', code: 'badAnswer', retryable: false, retryAfterMs: null },
      message: refusal(receiver, status),
    };
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
