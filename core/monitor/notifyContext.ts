import type { AlertRecord } from '../alerts/alertRecord.ts';
import type { NotificationPolicy } from '../notify/decideNotification.ts';
import type { RulesNow } from '../notify/deliveryRules.ts';
import type { Told } from '../notify/outbox.ts';
import type { CauseOf } from './causes.ts';
import type { DecisionNote } from './decisionLog.ts';

/** By what a cycle decides who is told. */
export interface NotifyContext {
  now: number;
  rules: RulesNow;
  currency: string;
  links(alertId: string): { dashboardUrl: string | null; acknowledgeUrl: string | null };
  causeOf: CauseOf;
  isSetUp(receiver: string): boolean;
  /** Why a silence or another alert holds it back, in one sentence for the log; null: nothing does. */
  whyMuted(record: AlertRecord): string | null;
  /** The face, told of everything beside the receivers of the routes; null while nothing is decided for it. */
  popUps: FaceContext | null;
  /** Hears of every decision. */
  note(decision: DecisionNote): void;
}

export interface FaceContext {
  receiver: string;
  policy: NotificationPolicy;
  /** It was not there when it was last looked for: what fires already was there before it. */
  arriving: boolean;
  /** Every active alert is looked at for it, not only changed and due ones. */
  reviews: boolean;
}

/** What came of a decision for one kind of receivers. */
export interface Decided {
  logged: boolean;
  /** When it is to be decided again though nothing new is said, ms UTC; null: never. */
  wakeAt: number | null;
}

export const nothingDecided: Decided = { logged: false, wakeAt: null };

/** A receiver and what it knows of an alert. */
export interface Addressee {
  record: AlertRecord;
  receiver: string;
  told: Told | null;
  /** Where messages go when the receiver is broken, itself first. */
  line: readonly string[];
  /** What the alert's group has in common. */
  group: string | null;
}

export function earliest(...times: readonly (number | null)[]): number | null {
  return times.reduce<number | null>(
    (first, at) => (at === null ? first : first === null ? at : Math.min(first, at)),
    null,
  );
}
