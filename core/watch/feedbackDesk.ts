import type { Alert } from '../../shared/alert.ts';
import type { Adjustment } from '../../shared/learning/feedback.ts';
import type { Result } from '../../shared/problem.ts';
import { toAlert } from '../alerts/alertRecord.ts';
import { type AdjustmentRecord, toAdjustment } from '../alerts/feedback/adjustmentRecord.ts';
import { giveFeedback } from '../alerts/feedback/giveFeedback.ts';
import { StorageError } from '../alerts/storageError.ts';
import type { FeedbackDesk } from '../api/learningHandlers.ts';
import type { Clock } from '../clock.ts';
import type { ActiveAdjustment } from '../detection/feedback/adjustments.ts';
import type { MonitorStore, StoreTransaction } from '../monitor/monitorStore.ts';
import { sha256 } from '../monitor/sha256.ts';

interface FeedbackDeskOptions {
  store: MonitorStore;
  clock: Clock;
  /** IANA name of the shop's zone. */
  timeZone(): string;
  /** Alerts whose feedback is another one than before. */
  onGiven(alerts: Alert[]): void;
}

const dayMs = 24 * 3_600_000;
/** What is over or undone is listed this much longer. */
const listedMs = 30 * dayMs;
/** Samples of so long ago may be judged again, as after a restart or for a backtest. */
const judgedAgainMs = 31 * dayMs;

/** What people say of alerts, kept in the book; its methods throw `StorageError` when the disk refuses. */
export function createFeedbackDesk({ store, clock, timeZone, onGiven }: FeedbackDeskOptions): FeedbackDesk {
  function run<T>(work: (tx: StoreTransaction) => T): T {
    const done: Result<T> = store.transaction(work);
    if (!done.ok) throw new StorageError(done.error);
    return done.value;
  }

  function shown({ adjustments, alerts }: StoreTransaction, record: AdjustmentRecord): Adjustment {
    const before = adjustments.ofAlert(record.alertId).findLast(({ undoneAt }) => undoneAt === record.at);
    const alert = alerts.byId(record.alertId);
    return toAdjustment(record, {
      ...{ replaced: before?.label ?? null, alert },
      ...{ timeZone: timeZone(), now: clock.now() },
    });
  }

  return {
    give(ids, label, comment, by) {
      const at = clock.now();
      const said = { label, comment: label === null ? null : comment, by };
      const changed: Alert[] = [];
      const alerts = run((tx) => {
        changed.length = 0;
        return ids.flatMap((id) => {
          const record = tx.alerts.byId(id);
          if (record === null) return [];
          const given = giveFeedback(record, said, at, timeZone(), sha256);
          if (given === null) return [toAlert(record)];
          tx.alerts.save(given.record);
          tx.alerts.addHistory(given.history);
          for (const former of tx.adjustments.ofAlert(id)) {
            if (former.undoneAt === null) tx.adjustments.save({ ...former, undoneAt: at });
          }
          if (given.adjustment !== null) tx.adjustments.save(given.adjustment);
          tx.feedback.enqueue({ alertId: id, at, label: label ?? '', comment: said.comment ?? '', by });
          const alert = toAlert(given.record);
          changed.push(alert);
          return [alert];
        });
      });
      if (changed.length > 0) onGiven(changed);
      return alerts;
    },
    adjustments: () => run((tx) => tx.adjustments.list(clock.now() - listedMs).map((record) => shown(tx, record))),
    undo: (id) =>
      run((tx) => {
        const { adjustments } = tx;
        const record = adjustments.byId(id);
        if (record === null) return null;
        const undone = record.undoneAt === null ? { ...record, undoneAt: clock.now() } : record;
        adjustments.save(undone);
        return shown(tx, undone);
      }),
  };
}

/** What feedback changes in how series are judged; what is over lately still holds for samples of its time. */
export function adjustmentsInForce(store: MonitorStore, clock: Clock): ActiveAdjustment[] {
  const held = store.transaction((tx) => tx.adjustments.heldSince(clock.now() - judgedAgainMs));
  // A disk that cannot be read stops the check anyway, and says so.
  if (!held.ok) return [];
  return held.value.map(({ id, series, kind, hours, at, until }) => ({ id, series, kind, hours, at, until }));
}
