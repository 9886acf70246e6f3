import { createHash } from 'node:crypto';
import type { DeliveryFailure, DeliveryResult, NotificationMessage, Notifier } from '../../notify/notifier.ts';
import { routingKeyProblem } from '../../settings/secretProblem.ts';
import { type Answer, post } from '../http/post.ts';
import { type PagerDutyEvent, triggerOf, updateOf } from './pagerDutyEvent.ts';

interface PagerDutyOptions {
  receiver: string;
  /** The integration key: a secret. */
  routingKey: string;
  /** Where people enter it, e.g. `Setup → PagerDuty`. */
  setIn: string;
  /** Left out: PagerDuty's own. */
  eventsUrl?: string;
  fetch?: typeof globalThis.fetch;
  now?: () => number;
}

type Named = Pick<PagerDutyOptions, 'receiver' | 'setIn'>;

const ownEventsUrl = 'https://events.pagerduty.com/v2/enqueue';
/** The service's advice for 429 is to back off for minutes. */
const shortestPauseMs = 60_000;

/**
 * What an incident is known by: its key, and a trace of the routing key that it was opened with, because the service drops
 * what comes through another one. `raises` counts the incidents that replaced the first one of an alert.
 */
interface Ref {
  dedupKey: string;
  through: string;
  raises: number;
  /** Milder ones that are replaced, but could not be resolved yet. */
  left: string[];
}

/** Opens, acknowledges and resolves one incident for each alert through Events API v2. */
export function createPagerDutyNotifier(options: PagerDutyOptions): Notifier {
  const { receiver, now = Date.now } = options;
  const routingKey = options.routingKey.trim();
  const through = createHash('sha256').update(routingKey).digest('hex').slice(0, 12);

  async function enqueue(event: PagerDutyEvent, signal: AbortSignal): Promise<DeliveryResult> {
    const problem = routingKeyProblem(routingKey);
    if (problem !== null) return { ok: false, error: closed(`its integration key ${problem}`, options) };
    const sent = await post({
      ...{ url: options.eventsUrl ?? ownEventsUrl, headers: { 'content-type': 'application/json' } },
      ...{ body: JSON.stringify(event), signal, now, receiver, service: 'PagerDuty' },
      ...(options.fetch ? { fetch: options.fetch } : {}),
    });
    if (!sent.ok) return sent;
    const error = failureOf(sent.answer, options);
    return error === null ? { ok: true } : { ok: false, error };
  }

  async function send(message: NotificationMessage, signal: AbortSignal): Promise<DeliveryResult> {
    const ref = refOf(message.ref, through);
    const { reason } = message;
    if (reason === 'acknowledged' || reason === 'resolved') {
      // Opened through another key, or never: PagerDuty would drop it, and nobody waits for it there.
      if (ref === null) return { ok: true };
      if (reason === 'acknowledged') return enqueue(updateOf('acknowledge', routingKey, ref.dedupKey), signal);
      return resolveAll([ref.dedupKey, ...ref.left], signal);
    }
    // Whoever has an incident hears no more of it: what grew worse, or what nobody has any more, is a new one.
    const renews = ref !== null && (reason === 'severityRaised' || reason === 'unacknowledged');
    const raises = (ref?.raises ?? 0) + (renews ? 1 : 0);
    const dedupKey = dedupKeyOf(message.alert.id, raises);
    const opened = await enqueue(triggerOf(message, routingKey, dedupKey), signal);
    if (!opened.ok) return opened;
    const left = renews ? await leftOf([ref.dedupKey, ...ref.left], signal) : (ref?.left ?? []);
    return { ok: true, ref: JSON.stringify({ dedupKey, through, raises, left } satisfies Ref) };
  }

  async function resolveAll(dedupKeys: readonly string[], signal: AbortSignal): Promise<DeliveryResult> {
    for (const dedupKey of dedupKeys) {
      const resolved = await enqueue(updateOf('resolve', routingKey, dedupKey), signal);
      if (!resolved.ok) return resolved;
    }
    return { ok: true };
  }

  /** Resolves what has been replaced. What fails is no reason to page anybody twice: it is resolved with the alert. */
  async function leftOf(dedupKeys: readonly string[], signal: AbortSignal): Promise<string[]> {
    const left: string[] = [];
    for (const dedupKey of dedupKeys) {
      const resolved = await enqueue(updateOf('resolve', routingKey, dedupKey), signal);
      if (!resolved.ok) left.push(dedupKey);
    }
    return left;
  }

  return {
    kind: 'pagerDuty',
    hearsAcknowledgements: true,
    send,
    async test(signal) {
      const dedupKey = `watchkeeper-test-${through}-${now()}`;
      const opened = await enqueue(testEvent(routingKey, dedupKey, now()), signal);
      return opened.ok ? enqueue(updateOf('resolve', routingKey, dedupKey), signal) : opened;
    },
  };
}

function testEvent(routingKey: string, dedupKey: string, now: number): PagerDutyEvent {
  const summary = 'Watchkeeper test: alerts will arrive here. Nothing is wrong; this resolves itself.';
  const payload = { summary, source: 'watchkeeper', severity: 'info' as const, class: 'test', custom_details: {} };
  return {
    ...{ routing_key: routingKey, event_action: 'trigger', dedup_key: dedupKey, client: 'Watchkeeper' },
    payload: { ...payload, timestamp: new Date(now).toISOString() },
  };
}

const longestDedupKey = 255;

/** The suffix tells an alert's incidents apart, so it is never what is cut. */
function dedupKeyOf(alertId: string, raises: number): string {
  const suffix = raises === 0 ? '' : `-${raises}`;
  return `${`watchkeeper-${alertId}`.slice(0, longestDedupKey - suffix.length)}${suffix}`;
}

/** Null: nothing of this alert was opened through the key in use. */
function refOf(stored: string | null, through: string): Ref | null {
  if (stored === null) return null;
  try {
    const ref = JSON.parse(stored) as Partial<Ref> | null;
    if (typeof ref?.dedupKey !== 'string' || ref.through !== through) return null;
    return { dedupKey: ref.dedupKey, through, raises: ref.raises ?? 0, left: ref.left ?? [] };
  } catch {
    // Of another kind of receiver that had this name before.
    return null;
  }
}

function failureOf({ status, body, retryAfterMs }: Answer, options: Named): DeliveryFailure | null {
  const { receiver } = options;
  if (status === 202) return null;
  if (status === 429) {
    const message = `PagerDuty asks ${receiver} to send more slowly. The message waits and is tried again.`;
    const waitMs = Math.max(shortestPauseMs, retryAfterMs ?? 0);
    return { kind: 'transient', code: 'rateLimited', retryable: true, message, retryAfterMs: waitMs };
  }
  if (status >= 500 || status === 408) {
    const message = `PagerDuty could not take a message for ${receiver} just now (${status}). It waits and is tried again.`;
    return { kind: 'transient', code: 'unreachable', retryable: true, message, retryAfterMs };
  }
  if (status === 413 || (status === 400 && !/routing.?key|integration.?key/i.test(body))) {
    const message = `PagerDuty refused this message for ${receiver} (${status}). Nobody was told there; see the alert in Watchkeeper.`;
    return { kind: 'rejected', code: 'badAnswer', retryable: false, message, retryAfterMs: null };
  }
  if (status >= 200 && status < 300) {
    const message = `The address of ${receiver} answered ${status}, but not as PagerDuty does. The message waits and is tried again; a proxy may be in between.`;
    return { kind: 'transient', code: 'badAnswer', retryable: true, message, retryAfterMs: null };
  }
  return closed(`it does not take its integration key (${status})`, options);
}

function closed(why: string, { receiver, setIn }: Named): DeliveryFailure {
  const message = `PagerDuty is closed for ${receiver}: ${why}. Nobody is paged. Enter the integration key of an Events API v2 integration in ${setIn}.`;
  return { kind: 'permanent', code: 'auth', retryable: false, message, retryAfterMs: null };
}
