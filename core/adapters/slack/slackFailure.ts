import type { DeliveryFailure } from '../../notify/notifier.ts';

export function deliveryFailure(
  kind: DeliveryFailure['kind'],
  code: DeliveryFailure['code'],
  message: string,
  retryAfterMs: number | null = null,
): DeliveryFailure {
  return { kind, code, retryable: kind === 'transient', message, retryAfterMs };
}

/** `Retry-After` in seconds or as an HTTP date, ms from now; null when there is none that makes sense. */
export function retryAfterOf(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

const dnsCodes = new Set(['ENOTFOUND', 'EAI_AGAIN']);
const tlsCode = /^(ERR_TLS_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_SSL_)/;

/** From the system's code alone: the texts of such errors name the address. */
export function networkFailure(error: unknown, receiver: string): DeliveryFailure {
  const code = systemCode(error);
  const failure = (kind: DeliveryFailure['code'], what: string) =>
    deliveryFailure('transient', kind, `${what} The message for ${receiver} waits and is tried again.`);
  const outOfTime = error instanceof DOMException && (error.name === 'AbortError' || error.name === 'TimeoutError');
  if (outOfTime || code === 'ETIMEDOUT') return failure('timeout', 'Slack did not answer in time.');
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
