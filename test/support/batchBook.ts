import type { AlertRecord, HistoryRecord, ObservationRecord } from '../../core/alerts/alertRecord.ts';
import { type AlertPolicy, type AppliedBatch, applyBatch } from '../../core/alerts/applyBatch.ts';
import { fingerprintOf } from '../../core/alerts/fingerprint.ts';
import type { Observation, ObservationBatch } from '../../core/alerts/observation.ts';
import { expireSource } from '../../core/alerts/resolveAlerts.ts';
import { sha256 } from '../../core/monitor/sha256.ts';

const alertPolicy: AlertPolicy = {
  deduplicationMs: 15 * 60_000,
  clearWindows: 2,
  rowsResolveAfterMs: 30 * 60_000,
};

/** A book in memory that applies batches one after the other, as the cycle does with the one on disk. */
export class BatchBook {
  readonly records = new Map<string, AlertRecord>();
  readonly observations = new Map<string, ObservationRecord>();
  readonly history: HistoryRecord[] = [];
  readonly pending = new Set<string>();
  readonly #aliases: { fingerprint: string; alertId: string }[] = [];

  apply(batch: ObservationBatch, seenAt = batch.at): AppliedBatch {
    const latest = new Map<string, AlertRecord>();
    for (const record of this.records.values()) latest.set(record.fingerprint, record);
    const applied = applyBatch(
      batch,
      seenAt,
      {
        latest,
        heldOpen: [...this.records.values()].filter((record) => holdsOpen(record, batch.source)),
        standIn: (fingerprint) => this.#standIn(fingerprint),
        windowOf: (alertId, windowStart) => this.#windowOf(alertId, windowStart),
        byId: (id) => this.records.get(id) ?? null,
        observation: (fingerprint, windowStart) => this.observations.get(`${fingerprint}|${windowStart}`) ?? null,
        isAcknowledgementPending: (id) => this.pending.has(id),
      },
      alertPolicy,
      sha256,
    );
    for (const draft of applied.drafts) {
      this.records.set(draft.record.id, draft.record);
      this.history.push(...draft.history);
    }
    this.#aliases.push(...applied.aliases);
    for (const seen of applied.observations) this.observations.set(`${seen.fingerprint}|${seen.windowStart}`, seen);
    return applied;
  }

  /** A whole window of the engine, judged at `at`. */
  window(at: number, ...observations: Observation[]): AppliedBatch {
    return this.apply({ source: 'engine', at, observations, completeness: 'window' });
  }

  /** Rows of `anomalies` that came to light at `at`. */
  rows(at: number, ...observations: Observation[]): AppliedBatch {
    const rows = observations.map((observation) => ({ ...observation, source: 'anomalies' }));
    return this.apply({ source: 'anomalies', at, observations: rows, completeness: 'rows' });
  }

  expire(source: string, now: number): void {
    for (const record of [...this.records.values()]) {
      const draft = expireSource(record, source, now, alertPolicy.rowsResolveAfterMs);
      if (!draft) continue;
      this.records.set(record.id, draft.record);
      this.history.push(...draft.history);
    }
  }

  /** The only alert, or the only one of a type; throws when there are several or none. */
  one(type = 'revenue_drop'): AlertRecord {
    const found = [...this.records.values()].filter((record) => record.type === type);
    if (found.length !== 1 || !found[0]) throw new Error(`${found.length} alerts of type ${type}`);
    return found[0];
  }

  #standIn(fingerprint: string): AlertRecord | null {
    const ids = new Set(
      this.#aliases.filter((alias) => alias.fingerprint === fingerprint).map((alias) => alias.alertId),
    );
    return [...this.records.values()].findLast(({ id }) => ids.has(id)) ?? null;
  }

  #windowOf(alertId: string, windowStart: number): { lostRevenue: number | null } | null {
    const told = [...this.observations.values()].filter(
      (seen) => seen.alertId === alertId && seen.windowStart === windowStart,
    );
    const losses = told.flatMap(({ lostRevenue }) => lostRevenue ?? []);
    return told.length === 0 ? null : { lostRevenue: losses.length === 0 ? null : Math.max(...losses) };
  }

  kinds(): string[] {
    return this.history.map((entry) => entry.kind);
  }

  /** Everything kept, to compare. */
  snapshot(): string {
    return JSON.stringify([[...this.records], [...this.observations], this.history]);
  }
}

export const fingerprint = (type: string, labels: Record<string, string> = {}): string =>
  fingerprintOf(type, labels, sha256);

const holdsOpen = (record: AlertRecord, source: string): boolean =>
  record.resolvedAt === null && record.sources.some((state) => state.source === source && state.clearedAt === null);
