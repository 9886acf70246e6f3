import type { CycleTrigger, Monitor, MonitorChange, MonitorHealth } from '../../core/monitor/monitor.ts';
import type { DeliveryResult } from '../../core/notify/notifier.ts';
import type { Alert } from '../../shared/alert.ts';
import { ok } from '../../shared/problem.ts';

export function aMonitorHealth(overrides: Partial<MonitorHealth> = {}): MonitorHealth {
  return {
    status: 'live',
    statusReason: null,
    statusSince: '2026-03-10T11:00:00.000Z',
    startedAt: '2026-03-10T11:00:00.000Z',
    nextCycleAt: '2026-03-10T12:00:30.000Z',
    cycleIntervalMs: 30_000,
    lastCycle: { startedAt: '2026-03-10T12:00:00.000Z', durationMs: 12, error: null },
    sources: [],
    receivers: [],
    popUpsPausedUntil: null,
    outbox: { pending: 0, failed: 0, sent: 0 },
    ...overrides,
  };
}

/** A monitor that does nothing by itself and remembers what it was asked. */
export class FakeMonitor implements Monitor {
  readonly cycles: CycleTrigger[] = [];
  readonly away: boolean[] = [];
  readonly changed: Alert[][] = [];
  readonly labelled: Alert[][] = [];
  readonly testResults = new Map<string, DeliveryResult>();
  silenceChanges = 0;
  started = false;
  stopped = false;
  current = aMonitorHealth();
  #listeners = new Set<(change: MonitorChange) => void>();

  start(): void {
    this.started = true;
  }

  async stop(): Promise<void> {
    this.stopped = true;
  }

  async runCycle(trigger: CycleTrigger): Promise<void> {
    this.cycles.push(trigger);
  }

  health(): MonitorHealth {
    return this.current;
  }

  alertsChanged(alerts: Alert[]): void {
    this.changed.push(alerts);
    this.emit({ kind: 'alerts', alerts, newIds: [] });
  }

  feedbackGiven(alerts: Alert[]): void {
    this.labelled.push(alerts);
    this.emit({ kind: 'alerts', alerts, newIds: [] });
  }

  silencesChanged(): void {
    this.silenceChanges++;
  }

  async testReceiver(name: string): Promise<DeliveryResult | null> {
    return this.testResults.get(name) ?? null;
  }

  pausePopUps(until: number | null) {
    this.current = { ...this.current, popUpsPausedUntil: until === null ? null : new Date(until).toISOString() };
    return ok(null);
  }

  setAway(away: boolean): void {
    this.away.push(away);
  }

  subscribe(listener: (change: MonitorChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(change: MonitorChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
