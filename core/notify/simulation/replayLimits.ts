import type { NotificationReason } from '../../../shared/alert.ts';
import type { DeliveryLimits } from '../../../shared/delivery/deliveryLimits.ts';
import { type Severity, severityRank } from '../../../shared/severity.ts';
import type { SentMessage } from '../outbox.ts';
import { historyMs, planNext } from '../pacing/planNext.ts';
import { sentAsOne } from '../pacing/sentAsOne.ts';

/** What was decided to be sent to one receiver. `at`: ms UTC. */
export interface DecidedSend {
  at: number;
  alertId: string;
  message: { reason: NotificationReason; group: string | null; alert: { severity: Severity } };
}

/** `canDigest`: the receiver takes several alerts in one message. */
export interface Pacing {
  limits: DeliveryLimits;
  canDigest: boolean;
}

/** What really went out, and how much of what was decided was part of a digest. */
export interface Sent {
  messages: number;
  inDigests: number;
}

/** One message names or counts no more. */
const mostInADigest = 500;

/** Lets what was decided pass the limits of a receiver that takes everything at once. */
export function replayLimits(decided: readonly DecidedSend[], { limits, canDigest }: Pacing): Sent {
  if (!canDigest) return { messages: decided.length, inDigests: 0 };
  const arriving = [...decided].sort((one, other) => one.at - other.at);
  const keepsMs = historyMs(limits);
  let [messages, inDigests] = [0, 0];
  let next = 0;
  let ready: DecidedSend[] = [];
  /** Those that a limit holds are not asked about again before it may let one pass. */
  let held: DecidedSend[] = [];
  let heldUntil = Number.POSITIVE_INFINITY;
  const wereHeld = new Set<DecidedSend>();
  let sent: SentMessage[] = [];
  let now = Number.NEGATIVE_INFINITY;

  while (next < arriving.length || ready.length > 0 || held.length > 0) {
    if (ready.length === 0) now = Math.max(now, Math.min(arriving[next]?.at ?? Number.POSITIVE_INFINITY, heldUntil));
    const known = ready.length;
    for (let send = arriving[next]; send !== undefined && send.at <= now; send = arriving[++next]) ready.push(send);
    if (heldUntil <= now) {
      ready.push(...held);
      held = [];
      heldUntil = Number.POSITIVE_INFINITY;
    }
    if (ready.length > known) ready.sort(mostUrgentFirst);
    sent = sent.filter(({ at }) => at >= now - keepsMs);
    const first = ready.slice(0, mostInADigest);
    const wasHeld = held.length > 0 || first.some((send) => wereHeld.has(send));
    const plan = planNext({ ready: first, sent, limits, canDigest, wasHeld, now });
    if (plan.kind === 'wait') {
      const until = now + Math.max(1, plan.ms);
      if (plan.why === null) now = until;
      else {
        for (const send of ready) wereHeld.add(send);
        held.push(...ready);
        heldUntil = Math.min(heldUntil, until);
        ready = [];
      }
      continue;
    }
    const gone = new Set(plan.kind === 'digest' ? plan.entries : [plan.entry]);
    messages++;
    if (plan.kind === 'digest') inDigests += gone.size;
    sent.push(sentAsOne([...gone], now));
    ready = ready.filter((send) => !gone.has(send));
    if (ready.length === 0 && held.length === 0) wereHeld.clear();
  }
  return { messages, inDigests };
}

const mostUrgentFirst = (one: DecidedSend, other: DecidedSend): number =>
  severityRank(other.message.alert.severity) - severityRank(one.message.alert.severity) || one.at - other.at;
