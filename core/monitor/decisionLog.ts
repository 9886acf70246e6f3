import type { HeldBackReason, NotificationReason } from '../../shared/alert.ts';
import type { Log } from '../log.ts';

/** What was decided for one alert and one receiver, and why. */
export interface DecisionNote {
  alertId: string;
  /** Of the alert. */
  type: string;
  receiver: string;
  reason: NotificationReason;
  /** Null: it is sent. */
  heldBack: HeldBackReason | null;
  detail: string | null;
}

/** Decisions of a transaction, told to the log once it is on disk. */
export interface DecisionLog {
  note(decision: DecisionNote): void;
  /** Those since the last time: `kept` false, when the disk did not take them, or a fault came between. */
  settle(kept: boolean): void;
}

export function createDecisionLog(log: Log): DecisionLog {
  let noted: DecisionNote[] = [];
  return {
    note: (decision) => noted.push(decision),
    settle(kept) {
      const decisions = noted;
      noted = [];
      if (!kept) return;
      for (const { heldBack, detail, ...decision } of decisions) {
        if (heldBack === null) log.debug('Is told.', decision);
        else log.debug('Is held back.', { ...decision, heldBack, detail });
      }
    },
  };
}
