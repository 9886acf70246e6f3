import type { Alert } from '../../shared/alert.ts';
import type { Problem, Result } from '../../shared/problem.ts';
import { isAtLeast, type Severity } from '../../shared/severity.ts';
import { type AlertRecord, toAlert } from '../alerts/alertRecord.ts';
import type { AlertPolicy } from '../alerts/applyBatch.ts';
import type { Log } from '../log.ts';
import type { SourceNotice } from '../notify/notices/notice.ts';
import { type AlertChange, AlertChanges } from './alertChanges.ts';
import { applyReport, expireUnwatched } from './applyReport.ts';
import { joinIncidents } from './joinIncidents.ts';
import type { MonitorStore, StoreTransaction } from './monitorStore.ts';
import type { Muting } from './muting.ts';
import { notifyChange, notifyFaceOnly } from './notifyChanges.ts';
import type { NotifyContext } from './notifyContext.ts';
import { faultSentence } from './pollSource.ts';
import type { Source, SourceReport } from './source.ts';

export interface PolledSource {
  name: string;
  kind: Source['kind'];
  result: Result<SourceReport>;
  /** First success since the start: what it tells was there before. */
  seeding: boolean;
}

export interface CycleInput {
  now: number;
  polled: readonly PolledSource[];
  /**
   * Look at every active alert, not only at changed and due ones: at the `start` they were there before, and after a change
   * of the `clock` the times that they wait for are wrong. Null: no need.
   */
  review: 'start' | 'clock' | null;
  alertPolicy: AlertPolicy;
  notify: NotifyContext;
  /** The mildest severity that anybody may be told of, the face not counted. */
  mildest: Severity;
  muting: Muting;
  /** Puts news that is no alert into the outbox. */
  queueNotices(tx: StoreTransaction, notices: readonly SourceNotice[]): void;
  /** Puts reports of a day or a week into the outbox when it is time. */
  queueSummaries(tx: StoreTransaction): void;
}

export interface CycleOutcome {
  alerts: Alert[];
  newIds: string[];
  /** Alerts whose notification log changed. */
  notifiedIds: string[];
  /** Sources whose report could not be taken over because of a bug; their cursors stay where they were. */
  faults: Map<string, Problem>;
}

/** Resolved alerts are kept this long. */
const retentionMs = 90 * 24 * 3_600_000;
/** Lines of the notification log, and silences after their end. */
const logRetentionMs = 30 * 24 * 3_600_000;
const pruneAtATime = 500;

/** The part of a cycle after the polls: book, decisions, outbox and cursors in one transaction. */
export function applyCycle(store: MonitorStore, input: CycleInput, log: Log): Result<CycleOutcome> {
  return store.transaction((tx) => {
    const { now, alertPolicy } = input;
    const faults = new Map<string, Problem>();
    const changes = new AlertChanges();
    for (const { name, result, seeding } of input.polled) {
      if (!result.ok || result.value.kind !== 'read') continue;
      const report = result.value;
      // Changes are collected apart, so that a report that fails half-way leaves none behind.
      const own = new AlertChanges();
      const context = { now, seeding, policy: alertPolicy, changes: own };
      const applied = tx.attempt(() => {
        applyReport(tx, name, report, context);
        input.queueNotices(tx, report.notices ?? []);
      });
      if (applied.ok) changes.addAll(own);
      else {
        log.error('A report could not be taken over because of a fault in Watchkeeper.', {
          source: name,
          error: applied.error,
        });
        faults.set(name, { code: 'unknown', retryable: true, message: faultSentence(name, applied.error) });
      }
    }
    const watched = input.polled.map((source) => source.name);
    // While nothing at all can be read, a source that is missing is more likely cut off than given up.
    const sees = input.polled.some(
      ({ kind, result }) =>
        kind !== 'self' && result.ok && result.value.kind === 'read' && result.value.asked !== false,
    );
    if (sees) expireUnwatched(tx, watched, { now, seeding: false, policy: alertPolicy, changes });
    tx.alerts.prune(now - retentionMs, pruneAtATime);
    tx.outbox.prune(now - logRetentionMs, pruneAtATime);
    tx.silences.prune(now - logRetentionMs);
    tx.adjustments.prune(now - retentionMs);
    const changed = changes.all();
    const joined = joinIncidents(tx, changes);
    const muted = input.muting.judge(
      tx,
      changed.map(({ record }) => record),
      now,
    );
    const { notifiedIds, escalated } = decide(tx, changes, muted, input);
    input.queueSummaries(tx);
    const others = new Map([...joined, ...muted, ...escalated].map((record) => [record.id, record]));
    for (const { record } of changed) others.delete(record.id);
    return {
      alerts: [...changed.map(({ record }) => record), ...others.values()].map(toAlert),
      newIds: changed.filter((change) => isWorthAnnouncing(change, input.mildest)).map(({ record }) => record.id),
      notifiedIds,
      faults,
    };
  });
}

/**
 * Looks for the face alone at everything that nobody has, as after a pause that was ended early: what waited for its end is
 * told now. Returns the alerts whose notification log changed.
 */
export function reviewForFace(tx: StoreTransaction, notify: NotifyContext): string[] {
  if (notify.popUps === null) return [];
  const active = tx.alerts.active(notify.popUps.policy.minSeverity);
  return active.filter((record) => notifyFaceOnly(tx, unchanged(record, false), notify)).map(({ id }) => id);
}

function decide(
  tx: StoreTransaction,
  changes: AlertChanges,
  muted: readonly AlertRecord[],
  input: CycleInput,
): { notifiedIds: string[]; escalated: AlertRecord[] } {
  const { notify, review } = input;
  const decided = new Set<string>();
  const notifiedIds: string[] = [];
  const escalated: AlertRecord[] = [];
  const decideOn = (change: AlertChange, decideBy: typeof notifyChange) => {
    const { record } = change;
    const { escalatesAt } = record;
    decided.add(record.id);
    if (decideBy(tx, change, notify)) notifiedIds.push(record.id);
    if (record.escalatesAt !== escalatesAt) escalated.push(record);
  };
  const decideOnOthers = (records: readonly AlertRecord[], decideBy: typeof notifyChange) => {
    for (const record of records) {
      if (!decided.has(record.id)) decideOn(unchanged(record, review === 'start'), decideBy);
    }
  };
  for (const change of changes.all()) decideOn(change, notifyChange);
  decideOnOthers(muted, notifyChange);
  if (review !== null) decideOnOthers(tx.alerts.active(mildestTold(input)), notifyChange);
  else decideOnOthers(tx.alerts.due(input.now), notifyChange);
  if (review === null && notify.popUps?.reviews) {
    decideOnOthers(tx.alerts.active(notify.popUps.policy.minSeverity), notifyFaceOnly);
  }
  return { notifiedIds, escalated };
}

function unchanged(record: AlertRecord, seeding: boolean): AlertChange {
  return { record, begun: false, raised: false, rearmed: false, merged: false, seeding };
}

/** What any receiver may be told of. */
function mildestTold({ mildest, notify: { popUps } }: CycleInput): Severity {
  return popUps === null || isAtLeast(popUps.policy.minSeverity, mildest) ? mildest : popUps.policy.minSeverity;
}

function isWorthAnnouncing({ begun, seeding, record }: AlertChange, minSeverity: Severity): boolean {
  if (!begun || record.resolvedAt !== null || record.acknowledgement !== null) return false;
  return isAtLeast(record.severity, minSeverity) && (!seeding || isAtLeast(record.severity, 'high'));
}
