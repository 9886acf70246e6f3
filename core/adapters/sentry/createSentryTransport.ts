import type { ErrorEvent } from '@sentry/core';
import type { Clock } from '../../clock.ts';
import { sentryDsnProblem } from '../../settings/secretProblem.ts';
import { beginningOf } from '../http/beginningOf.ts';
import { networkFailure } from '../http/post.ts';
import { type Verdict, verdictOf } from './sentryAnswer.ts';
import { pauseUntil } from './sentryPause.ts';

interface SentryTransportOptions {
  /** A secret: never in a sentence, never in a log. */
  dsn: string;
  /** Left out: the platform's. */
  fetch?: typeof globalThis.fetch;
  clock: Clock;
}

/** Sends single events to one project, and keeps the pauses that Sentry asks for. */
export interface SentryTransport {
  /** Why nothing is sent just now, as a sentence; null: it is open. */
  resting(): string | null;
  /** Sends once. `closed` where it was not taken but may be later. */
  send(event: ErrorEvent, signal: AbortSignal): Promise<Verdict>;
}

const longestAnswer = 1000;
/** Rate limits are by kind of what is sent. */
const category = 'error';

export function createSentryTransport({ dsn, clock, ...options }: SentryTransportOptions): SentryTransport {
  const problem = sentryDsnProblem(dsn);
  let failures = 0;
  let pause: { until: number; why: string } | null = null;

  function close(why: string, wishedUntil: number): Verdict {
    const now = clock.now();
    // Others that were on their way when it closed tell nothing new.
    if (pause === null || pause.until <= now) failures++;
    pause = { until: Math.max(pause?.until ?? 0, pauseUntil(now, failures, wishedUntil)), why };
    return { kind: 'closed', why };
  }

  async function deliver(event: ErrorEvent, signal: AbortSignal): Promise<Verdict> {
    const sentry = await import('./sentryLibrary.ts');
    const address = sentry.makeDsn(partsOf(dsn));
    if (address === undefined) return close('has no DSN that can be used', 0);
    const body = sentry.serializeEnvelope(sentry.createEventEnvelope(event, address));
    const answer = await ask(sentry.getEnvelopeEndpointWithUrlEncodedAuth(address), body, signal);
    if (!answer.ok) return close(answer.why, 0);
    const { status, headers } = answer;
    const limits = sentry.updateRateLimits({}, { statusCode: status, headers }, clock.now());
    const wishedUntil = sentry.disabledUntil(limits, category);
    const verdict = verdictOf(status, answer.body);
    if (verdict.kind === 'closed') return close(verdict.why, wishedUntil);
    failures = 0;
    // Also an event that is taken may be the last for a while.
    pause = wishedUntil > clock.now() ? { until: wishedUntil, why: 'asks to send more slowly' } : null;
    return verdict;
  }

  async function ask(url: string, body: string | Uint8Array, signal: AbortSignal): Promise<Asked> {
    const headers = { 'content-type': 'application/x-sentry-envelope' };
    try {
      // The address holds the key: it is not carried on to wherever an answer points.
      const request = { method: 'POST', headers, body: body as string, redirect: 'manual', signal } as const;
      const response = await (options.fetch ?? globalThis.fetch)(url, request);
      return {
        ok: true,
        status: response.status,
        body: await beginningOf(response, longestAnswer),
        headers: {
          'retry-after': response.headers.get('retry-after'),
          'x-sentry-rate-limits': response.headers.get('x-sentry-rate-limits'),
        },
      };
    } catch (error) {
      return { ok: false, why: whyOf(networkFailure(error, 'Sentry', 'Sentry').code) };
    }
  }

  return {
    resting() {
      if (problem !== null) return sentence(`has no DSN that can be used: it ${problem}`);
      return pause !== null && clock.now() < pause.until ? sentence(pause.why) : null;
    },
    send: (event, signal) =>
      problem === null ? deliver(event, signal) : Promise.resolve({ kind: 'closed', why: `has a DSN that ${problem}` }),
  };
}

type Asked =
  | { ok: false; why: string }
  | {
      ok: true;
      status: number;
      body: string;
      headers: { 'retry-after': string | null; 'x-sentry-rate-limits': string | null };
    };

/** Taken apart here: the library writes a DSN that it cannot read to the console. */
function partsOf(dsn: string) {
  const { protocol, hostname: host, port, username: publicKey, password: pass, pathname } = new URL(dsn.trim());
  const path = pathname.slice(1).split('/');
  const projectId = path.pop() ?? '';
  return {
    protocol: protocol === 'http:' ? ('http' as const) : ('https' as const),
    host,
    port,
    publicKey,
    pass,
    path: path.join('/'),
    projectId,
  };
}

function whyOf(code: string): string {
  switch (code) {
    case 'timeout':
      return 'does not answer in time';
    case 'dns':
      return 'cannot be found by its host name';
    case 'tls':
      return 'has a certificate that is not accepted';
    default:
      return 'cannot be reached';
  }
}

export const sentence = (why: string) =>
  `Sentry ${why}. Errors wait and are sent to it later; alerts are not affected.`;
