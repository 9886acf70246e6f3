import type { BacktestAbout, BacktestAlert } from '../../../shared/learning/backtest.ts';
import type { AlertRecord, ObservationRecord } from '../../alerts/alertRecord.ts';
import { type AlertPolicy, applyBatch, type KnownAlerts } from '../../alerts/applyBatch.ts';
import { largestLoss } from '../../alerts/lostRevenue.ts';
import type { ObservationBatch } from '../../alerts/observation.ts';
import { sha256 } from '../../monitor/sha256.ts';

/** What the alert book would have made of batches, kept in memory alone. */
export interface ReplayedBook {
  /** Oldest first. */
  apply(batch: ObservationBatch): void;
  /** Those that began from `from` on, ms UTC, oldest first. */
  alerts(from: number): BacktestAlert[];
}

/** A window that is told again, or by another source, is among so many of the newest. */
const mostRemembered = 200;

/** `about`: what all of its alerts are about. */
export function createReplayedBook(policy: AlertPolicy, about: BacktestAbout): ReplayedBook {
  const records = new Map<string, AlertRecord>();
  const open = new Map<string, AlertRecord>();
  /** Ids of the newest alert of each fingerprint, and of the newest that is about it besides its own. */
  const latest = new Map<string, string>();
  const standIns = new Map<string, string>();
  const observations = new NewestOf<ObservationRecord>(mostRemembered);
  const losses = new NewestOf<number | null>(mostRemembered);

  const byId = (id: string | undefined) => (id === undefined ? null : (records.get(id) ?? null));

  function known({ source }: ObservationBatch): KnownAlerts {
    const isHeld = ({ sources }: AlertRecord) =>
      sources.some((state) => state.source === source && state.clearedAt === null);
    return {
      latest: new Map([...latest].map(([fingerprint, id]) => [fingerprint, records.get(id) as AlertRecord])),
      standIn: (fingerprint) => byId(standIns.get(fingerprint)),
      windowOf(alertId, windowStart) {
        const lostRevenue = losses.get(`${alertId}|${windowStart}`);
        return lostRevenue === undefined ? null : { lostRevenue };
      },
      heldOpen: [...open.values()].filter(isHeld),
      byId,
      observation: (fingerprint, windowStart) => observations.get(`${fingerprint}|${windowStart}`) ?? null,
      isAcknowledgementPending: () => false,
    };
  }

  function save(record: AlertRecord): void {
    if (!records.has(record.id)) latest.set(record.fingerprint, record.id);
    records.set(record.id, record);
    if (record.resolvedAt === null) open.set(record.id, record);
    else open.delete(record.id);
  }

  return {
    apply(batch) {
      // Most windows of a shop are calm.
      if (batch.observations.length === 0 && open.size === 0) return;
      const applied = applyBatch(batch, batch.at, known(batch), policy, sha256);
      for (const { record } of applied.drafts) save(record);
      for (const { fingerprint, alertId } of applied.aliases) {
        const before = byId(standIns.get(fingerprint));
        if (before === null || before.startsAt <= (byId(alertId)?.startsAt ?? 0)) standIns.set(fingerprint, alertId);
      }
      for (const observation of applied.observations) {
        const { alertId, fingerprint, windowStart, lostRevenue } = observation;
        const window = `${alertId}|${windowStart}`;
        observations.set(`${fingerprint}|${windowStart}`, observation);
        losses.set(window, largestLoss(losses.get(window) ?? null, lostRevenue));
      }
    },
    alerts(from) {
      return [...records.values()]
        .filter(({ startsAt }) => startsAt >= from)
        .sort((one, other) => one.startsAt - other.startsAt || (one.id < other.id ? -1 : 1))
        .map((record) => toBacktestAlert(record, about));
    },
  };
}

/** Remembers at least the newest `least`, and never more than twice as many: what fires for weeks takes no more room. */
class NewestOf<Value> {
  readonly #least: number;
  #newer = new Map<string, Value>();
  #older = new Map<string, Value>();

  constructor(least: number) {
    this.#least = least;
  }

  get(key: string): Value | undefined {
    return this.#newer.has(key) ? this.#newer.get(key) : this.#older.get(key);
  }

  set(key: string, value: Value): void {
    if (!this.#newer.has(key) && this.#newer.size >= this.#least) {
      this.#older = this.#newer;
      this.#newer = new Map();
    }
    this.#newer.set(key, value);
  }
}

function toBacktestAlert(record: AlertRecord, about: BacktestAbout): BacktestAlert {
  const { type, title, labels, severity, occurrences, startsAt, resolvedAt } = record;
  return {
    ...{ about, type, title, labels, severity, windows: occurrences },
    startsAt: new Date(startsAt).toISOString(),
    endsAt: resolvedAt === null ? null : new Date(resolvedAt).toISOString(),
  };
}
