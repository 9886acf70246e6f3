import type { Clock } from '../clock.ts';
import type { Delivery } from '../notify/delivery.ts';
import type { MonitorHealth } from './monitor.ts';
import type { MonitorPolicy } from './monitorPolicy.ts';
import type { MonitorPopUps } from './monitorPopUps.ts';
import type { MonitorStore } from './monitorStore.ts';
import type { WatchState } from './watchState.ts';

interface MonitorParts {
  watch: WatchState;
  store: MonitorStore;
  delivery: Pick<Delivery, 'health'>;
  popUps: Pick<MonitorPopUps, 'health' | 'pausedUntil'>;
  clock: Clock;
  lastCycle: MonitorHealth['lastCycle'];
}

const dayMs = 24 * 3_600_000;

/** The watch as it is at this moment. `nextCycleAt`: ms UTC. */
export function describeMonitor(
  { watch, store, delivery, popUps, clock, lastCycle }: MonitorParts,
  { intervalMs }: Pick<MonitorPolicy, 'intervalMs'>,
  nextCycleAt: number | null,
): MonitorHealth {
  watch.judge();
  const { status, reason, since } = watch.verdict();
  const counts = store.transaction((tx) => tx.outbox.counts(clock.now() - dayMs));
  const pending = store.transaction((tx) => tx.outbox.pendingBySender());
  return {
    status,
    statusReason: reason,
    statusSince: iso(since),
    startedAt: iso(watch.startedAt),
    nextCycleAt: isoOrNull(nextCycleAt),
    cycleIntervalMs: intervalMs,
    lastCycle,
    sources: watch.sources(),
    receivers: pending.ok ? [...delivery.health(pending.value), ...popUps.health(pending.value)] : [],
    popUpsPausedUntil: isoOrNull(popUps.pausedUntil()),
    outbox: counts.ok ? counts.value : { pending: 0, failed: 0, sent: 0 },
  };
}

const iso = (ms: number) => new Date(ms).toISOString();
const isoOrNull = (ms: number | null) => (ms === null ? null : iso(ms));
