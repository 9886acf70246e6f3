import type { Alert } from '../../shared/alert.ts';
import type { DeliveryLimits } from '../../shared/delivery/deliveryLimits.ts';
import type { ReceiverHealth } from '../../shared/health.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createLane, type Lane } from './lane.ts';
import type { DeliveryResult } from './notifier.ts';
import {
  alertOf,
  isAboutAlert,
  isUpdate,
  type Outbox,
  type OutboxEntry,
  type OutboxMessage,
  type OutboxStore,
} from './outbox.ts';
import { isPopUpReceiver } from './popUps/popUpReceivers.ts';
import type { Receiver } from './receiver.ts';
import type { RetryPolicy } from './retryPolicy.ts';
import { hearsTheEndItself } from './standIn.ts';

export interface DeliveryDependencies {
  receivers: readonly Receiver[];
  /** Of receivers that have none of their own. */
  limits: DeliveryLimits;
  /** Who may send an older message, which does not say so itself. */
  fallbackLine(alert: Alert): readonly string[];
  store: OutboxStore;
  clock: Clock;
  random(): number;
  log: Log;
  retryPolicy: RetryPolicy;
  /** See `createAttemptLog`. */
  logAttempts?: boolean | undefined;
  /** Messages were sent, failed, or took another way. */
  onChange(entries: OutboxEntry[]): void;
}

/** Takes messages from the outbox to their receivers. */
export interface Delivery {
  /** Finds senders for messages of earlier runs, and begins. */
  start(): void;
  /** The outbox has something new. */
  wake(): void;
  /** The clock was changed: nothing may wait for a time that was reckoned by the old one. `setBackMs`: 0 when it was not. */
  clockChanged(setBackMs: number): void;
  /** The first of a line that is set up, working or not. */
  firstSetUp(line: readonly string[]): string | null;
  /** It can bring up to date what it said when somebody has an alert. */
  hearsAcknowledgements(receiver: string): boolean;
  /** It can bring up to date what it said when somebody says what an alert was. */
  showsFeedback(receiver: string): boolean;
  isSetUp(receiver: string): boolean;
  /** News that belongs together is kept together there. */
  keepsThreads(receiver: string): boolean;
  test(name: string): Promise<DeliveryResult | null>;
  /** `pending`: messages that wait, by sender. */
  health(pending: ReadonlyMap<string, number>): ReceiverHealth[];
  stop(): Promise<void>;
}

/** Messages older than this are not tried again when a receiver is mended: the longest that any is kept trying. */
const reviveWithinMs = 24 * 3_600_000;

export function createDelivery(dependencies: DeliveryDependencies): Delivery {
  const { receivers, fallbackLine, store, clock, retryPolicy, log, onChange } = dependencies;
  const lanes = new Map<string, Lane>();
  for (const receiver of receivers) {
    lanes.set(
      receiver.name,
      createLane(receiver, {
        ...dependencies,
        log: log.child('delivery'),
        moveAway,
        onMended: () => settle(reviveStranded),
      }),
    );
  }

  function lineFor(message: OutboxMessage): Lane[] {
    const alert = alertOf(message);
    const line = message.line ?? (alert === null ? [] : fallbackLine(alert));
    return line.flatMap((name) => lanes.get(name) ?? []);
  }

  /** Gives every message that waits for `name` to the next receiver in line that works, or may work again; fails it when there is none. */
  function moveAway(outbox: Outbox, name: string, why: string, kept: OutboxEntry | null = null): OutboxEntry[] {
    const waiting = outbox.pending(name).filter(({ seq }) => seq !== kept?.seq);
    for (const entry of waiting) {
      const others = lineFor(entry.message).filter((lane) => lane.name !== name);
      const next = others.find((lane) => !lane.isBroken()) ?? others.find((lane) => lane.mayTryAgain());
      // Who was not told has nothing to bring up to date, and who stood in is told of the end besides.
      if (isUpdate(entry.message.reason) || (next && hearsTheEndItself(outbox, entry, next.name)))
        outbox.record(entry.seq, { kind: 'heldBack', at: clock.now(), heldBack: null, detail: why });
      else if (next) outbox.reroute(entry.seq, next.name, clock.now(), `${why} It goes through ${next.name} instead.`);
      else outbox.record(entry.seq, { kind: 'failed', at: clock.now(), cause: 'noReceiver', detail: why });
    }
    if (waiting.length > 0) queueMicrotask(wake);
    return waiting;
  }

  /** Messages that failed for want of a working receiver get another chance while they are young enough. */
  function reviveStranded(outbox: Outbox): OutboxEntry[] {
    const now = clock.now();
    return outbox.stranded(now - reviveWithinMs).filter((entry) => {
      const lane = lineFor(entry.message).find((candidate) => !candidate.isBroken());
      const severity = isAboutAlert(entry) ? entry.message.alert.severity : 'low';
      const young = now - entry.createdAt < retryPolicy.giveUpAfterMs(severity);
      if (lane && young) outbox.reroute(entry.seq, lane.name, now, null);
      return lane !== undefined && young;
    });
  }

  function adopt(outbox: Outbox): OutboxEntry[] {
    const orphans = outbox.waitingSenders().filter((name) => !lanes.has(name) && !isPopUpReceiver(name));
    const why = (name: string) => `${name} is not set up any more.`;
    return [...orphans.flatMap((name) => moveAway(outbox, name, why(name))), ...reviveStranded(outbox)];
  }

  function wake(): void {
    for (const lane of lanes.values()) lane.wake();
  }

  function settle(work: (outbox: Outbox) => OutboxEntry[]): void {
    const settled = store.transaction(({ outbox }) => work(outbox));
    if (!settled.ok) log.error(settled.error.message);
    else if (settled.value.length > 0) onChange(settled.value);
    wake();
  }

  function hasten(outbox: Outbox): OutboxEntry[] {
    outbox.hasten(clock.now() + retryPolicy.maxRetryAfterMs);
    return [];
  }

  return {
    start: () => settle((outbox) => [...hasten(outbox), ...adopt(outbox)]),
    wake,
    clockChanged(setBackMs) {
      if (setBackMs > 0) for (const lane of lanes.values()) lane.clockSetBack(setBackMs);
      settle((outbox) => {
        if (setBackMs > 0) outbox.clockSetBack(setBackMs);
        return hasten(outbox);
      });
    },
    firstSetUp: (line) => line.find((name) => lanes.has(name)) ?? null,
    hearsAcknowledgements: (receiver) => lanes.get(receiver)?.hearsAcknowledgements ?? false,
    showsFeedback: (name) =>
      receivers.some((receiver) => receiver.name === name && receiver.notifier.showsFeedback === true),
    isSetUp: (receiver) => lanes.has(receiver),
    keepsThreads: (name) =>
      receivers.some((receiver) => receiver.name === name && receiver.notifier.keepsThreads === true),
    async test(name) {
      const lane = lanes.get(name);
      if (!lane) return null;
      const result = await lane.test();
      if (result.ok) {
        lane.mend();
        settle(reviveStranded);
      }
      return result;
    },
    health: (pending) => [...lanes.values()].map((lane) => lane.health(pending.get(lane.name) ?? 0)),
    async stop() {
      await Promise.all([...lanes.values()].map((lane) => lane.stop()));
    },
  };
}
