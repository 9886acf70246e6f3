import type { Severity } from '../../shared/severity.ts';
import type { AlertRecord, HistoryRecord, ObservationRecord } from './alertRecord.ts';

/** The alerts as the cycle reads and changes them, inside one transaction of the store. */
export interface AlertRecords {
  byId(id: string): AlertRecord | null;
  /** The newest episode of each fingerprint, open or not; fingerprints never seen are missing from the map. */
  latest(fingerprints: Iterable<string>): Map<string, AlertRecord>;
  /** Open alerts that `source`, judging whole windows, still holds open. */
  heldOpenBy(source: string): AlertRecord[];
  /** Open alerts that `source` holds open by rows, the last of them at or before `before`. */
  silentSince(source: string, before: number): AlertRecord[];
  /** The same for every source that is not watched (any more), with its name. */
  unwatchedSince(watched: readonly string[], before: number): { record: AlertRecord; source: string }[];
  observation(fingerprint: string, windowStart: number): ObservationRecord | null;
  /** The newest alert, open or not, that is about this as well though it is not its own. */
  standIn(fingerprint: string): AlertRecord | null;
  /** What is known of a window of an alert, whatever told it; null: nothing. */
  windowOf(alertId: string, windowStart: number): { lostRevenue: number | null } | null;
  /** What the windows of these alerts cost together, each once, however many of them tell of it; null: nothing is known. */
  lostRevenueOf(alertIds: readonly string[]): number | null;
  addAlias(fingerprint: string, alertId: string): void;
  /** Active alerts whose `wakeAt` has come. */
  due(now: number): AlertRecord[];
  /** Alerts of this severity or worse that nobody has and that are not resolved. */
  active(minimum: Severity): AlertRecord[];
  /** All that began then, both ends included, open or not; without their sources. */
  startedBetween(from: number, to: number): AlertRecord[];
  /** The alerts of an incident, the first of them first; without their sources. */
  incident(incidentId: string): AlertRecord[];
  /** `before`: the same as it was read in this transaction, null or missing for a new one: what did not change stays unwritten. */
  save(record: AlertRecord, before?: AlertRecord | null): void;
  /** All that is not resolved, whoever has it. */
  open(): AlertRecord[];
  /** How many open alerts each silence holds back, by its id; those that hold back none are missing. */
  countsBySilence(): Map<string, number>;
  setWakeAt(id: string, wakeAt: number | null): void;
  setMuted(id: string, silencedBy: readonly string[], inhibitedBy: readonly string[]): void;
  setIncident(id: string, incidentId: string): void;
  setEscalation(id: string, escalatesAt: number | null, escalations: number): void;
  saveObservation(observation: ObservationRecord): void;
  addHistory(entry: HistoryRecord): void;
  /** Removes up to `limit` alerts that were resolved before `before`, with all that belongs to them; returns how many. */
  prune(before: number, limit: number): number;
}
