import type { DeliveryLimits } from '../../shared/delivery/deliveryLimits.ts';
import type { Log } from '../log.ts';
import { isUpdate, type Outbox, type OutboxEntry, type OutboxTransaction } from './outbox.ts';
import { type Outgoing, outgoingOf } from './outgoing.ts';
import { historyMs, planNext } from './pacing/planNext.ts';
import { createRecentSends } from './pacing/recentSends.ts';
import type { Receiver } from './receiver.ts';
import { letGo } from './withholding.ts';
import { tryAgainAfterMs } from './workLoop.ts';

interface NextOutgoingOptions {
  receiver: Receiver;
  limits: DeliveryLimits;
  log: Log;
  /** Of what is not sent after all. */
  onChange(entries: OutboxEntry[]): void;
}

/** Chooses what one receiver is sent next, alone or as one message for many. */
export interface NextOutgoing {
  /** What goes out now, or how long there is nothing to do; something is due. */
  choose(tx: OutboxTransaction, now: number): { outgoing: Outgoing | null; waitMs: number | null };
  /** The one message that tries whether a broken receiver is mended; null: there is none. */
  trialOf(tx: OutboxTransaction, now: number): OutboxEntry | null;
  noneWaits(): void;
  sent(entries: readonly OutboxEntry[], at: number): void;
  /** One message for many was refused: they go one by one until none waits. */
  refusedAsOne(): void;
  /** One message for many did not get through. If a single one does before the next such failure, they go one by one as well. */
  failedAsOne(): void;
}

/** One message can count more than it names; what is beyond this waits for the next. */
const mostInADigest = 500;

export function createNextOutgoing({ receiver, limits, log, onChange }: NextOutgoingOptions): NextOutgoing {
  const { name, notifier } = receiver;
  const recent = createRecentSends();
  let oneByOne = false;
  let failedAsOne: 'no' | 'once' | 'butSingleArrived' = 'no';
  /** Messages whose log says why they wait. */
  const explained = new Set<number>();

  function dropped(gone: OutboxEntry[]): void {
    log.debug('Is not sent after all: something spoke against it meanwhile.', { keys: gone.map(keyOf) });
    queueMicrotask(() => onChange(gone));
  }

  function explain(outbox: Outbox, entries: readonly OutboxEntry[], why: string): void {
    const news = entries.filter(({ seq }) => !explained.has(seq));
    if (news.length > 0) log.debug('Waits.', { keys: news.map(keyOf), why });
    for (const { seq } of news) {
      outbox.annotate(seq, why);
      explained.add(seq);
    }
  }

  return {
    choose(tx, now) {
      const { outbox } = tx;
      const canDigest = notifier.sendDigest !== undefined && !oneByOne;
      const waiting = outbox.ready(name, now, canDigest ? mostInADigest : 1);
      const ready = waiting.filter((entry) => !letGo(tx, entry, now));
      if (ready.length < waiting.length) {
        dropped(waiting.filter((entry) => !ready.includes(entry)));
        if (ready.length === 0) return { outgoing: null, waitMs: 0 };
      }
      // Due, but behind an earlier message of its own alert that is not: that one's time decides.
      if (ready.length === 0) return { outgoing: null, waitMs: tryAgainAfterMs };
      const since = now - historyMs(limits);
      const sent = recent.since(since, () => outbox.sentSince(name, since));
      const wasHeld = ready.some(({ seq }) => explained.has(seq));
      const planned = planNext({ ready, sent, limits, canDigest, wasHeld, now });
      if (planned.kind === 'wait') {
        if (planned.why !== null) explain(outbox, ready, planned.why);
        return { outgoing: null, waitMs: planned.ms };
      }
      return { outgoing: outgoingOf(tx, receiver, planned, now), waitMs: null };
    },
    trialOf(tx, now) {
      const { outbox } = tx;
      const gone: OutboxEntry[] = [];
      let next = outbox.next(name, now);
      while (next !== null && letGo(tx, next, now)) {
        gone.push(next);
        next = outbox.next(name, now);
      }
      if (gone.length > 0) dropped(gone);
      // Who was not told has nothing to bring up to date.
      return next !== null && isUpdate(next.message.reason) ? null : next;
    },
    noneWaits() {
      oneByOne = false;
      explained.clear();
    },
    sent(entries, at) {
      if (entries.length > 1) failedAsOne = 'no';
      else if (failedAsOne === 'once') failedAsOne = 'butSingleArrived';
      recent.add(entries, at);
    },
    refusedAsOne() {
      oneByOne = true;
    },
    failedAsOne() {
      oneByOne ||= failedAsOne === 'butSingleArrived';
      failedAsOne = 'once';
    },
  };
}

export const keyOf = ({ message }: OutboxEntry): string => message.key;
