import type { DeliveryFailure } from '../../notify/notifier.ts';
import { beginningOf } from './beginningOf.ts';

/** What a service answered; of the body no more than a few words. */
export interface Answer {
  status: number;
  body: string;
  /** As it asked to wait, ms. */
  retryAfterMs: number | null;
}

interface PostOptions {
  url: string;
  headers: Record<string, string>;
  body: string;
  signal: AbortSignal;
  /** Left out: the platform's. */
  fetch?: typeof globalThis.fetch;
  /** Wall time, ms UTC, for a `Retry-After` that is a date. */
  now: () => number;
  /** Its name, for messages to people. */
  receiver: string;
  /** As people call it, e.g. `PagerDuty`. */
  service: string;
}

/** Answers are read for a word of explanation; more is somebody else's page. */
const longestAnswer = 1000;

/** Sends once. Redirects are not followed: addresses and headers are secrets that belong to this service alone. */
export async function post(
  options: PostOptions,
): Promise<{ ok: true; answer: Answer } | { ok: false; error: DeliveryFailure }> {
  const { url, headers, body, signal, now, receiver, service } = options;
  try {
    const request = { method: 'POST', headers, body, redirect: 'manual', signal } as const;
    const response = await (options.fetch ?? globalThis.fetch)(url, request);
    const retryAfterMs = retryAfterOf(response.headers.get('retry-after'), now());
    return {
      ok: true,
      answer: { status: response.status, body: await beginningOf(response, longestAnswer), retryAfterMs },
    };
  } catch (error) {
    return { ok: false, error: networkFailure(error, receiver, service) };
  }
}

const dnsCodes = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EDNS']);
const tlsCode = /^(ERR_TLS_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_SSL_|ETLS)/;
const timeoutCodes = new Set(['ETIMEDOUT', 'UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT']);

/** From the system's code alone: the texts of such errors name addresses. */
export function networkFailure(error: unknown, receiver: string, service: string): DeliveryFailure {
  const code = systemCode(error);
  const failure = (kind: DeliveryFailure['code'], what: string): DeliveryFailure => ({
    ...{ kind: 'transient', code: kind, retryable: true, retryAfterMs: null },
    message: `${what} The message for ${receiver} waits and is tried again.`,
  });
  const aborted = error instanceof DOMException && error.name === 'AbortError';
  if (aborted || timeoutCodes.has(code)) return failure('timeout', `There was no answer from ${service} in time.`);
  if (dnsCodes.has(code)) return failure('dns', `The host name of ${service} could not be found.`);
  if (tlsCode.test(code))
    return failure('tls', `No safe connection to ${service} could be made; its certificate was not accepted.`);
  return failure('unreachable', `The connection to ${service} failed${code === '' ? '' : ` (${code})`}.`);
}

function systemCode(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && typeof current.code === 'string') return current.code;
  }
  return '';
}

/** `Retry-After` in seconds or as an HTTP date, ms from now; null when there is none that makes sense. */
function retryAfterOf(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
