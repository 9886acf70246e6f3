import type { HeldBackReason } from '../../../shared/alert.ts';
import type { Result } from '../../../shared/problem.ts';
import type { NotificationPolicy } from '../decideNotification.ts';
import { type AlertOutboxEntry, isAboutAlert } from '../outbox.ts';
import { withhold } from '../withholding.ts';
import type { Show } from './composeShowings.ts';
import { byAlert, type Verdict, verdictOn, type Waiting } from './popUpBatch.ts';
import type { PopUpFace } from './popUpFace.ts';
import type { PopUpRules } from './popUpPolicy.ts';
import type { PopUpStore, PopUpTransaction } from './popUpStore.ts';

export const nobodyThere: Record<PopUpFace['kind'], string> = {
  browser: 'No page is open that may show pop-ups. Open the board in a browser and turn notifications on there.',
  desktop: 'This system shows no notifications, so that pop-ups have no place. The board and the tray show the alerts.',
};

const overBefore = 'It was over before it could be shown.';
const takenAway = 'Its pop-up was taken away.';

/** What is left to show after everything that waits was looked at once more. */
export interface Settled {
  shows: Show[];
  ends: Show[];
  /** Alerts that are over. */
  overIds: string[];
  /** Messages that need nothing more. */
  settled: AlertOutboxEntry[];
}

/** What is looked at, and by what. */
export interface Moment {
  face: PopUpFace;
  rules: PopUpRules;
  policy: NotificationPolicy;
  away: boolean;
  now: number;
}

/** Looks at everything that waits for the face as it is now, and writes down what will not be shown and why. */
export function settleWaiting(tx: PopUpTransaction, moment: Moment): Settled {
  const { face, rules, policy, away, now } = moment;
  const result: Settled = { shows: [], ends: [], overIds: [], settled: [] };
  // Away, all but critical ones stay where they are: they are not read again every cycle.
  const pending = tx.outbox.pending(face.kind, away ? 'critical' : 'low').filter(isAboutAlert);
  if (pending.length === 0) return result;
  if (!face.isThere()) {
    result.settled = letGo(tx, pending, { heldBack: null, detail: nobodyThere[face.kind] }, now);
    // Whoever is there again a moment later is told then.
    for (const { alertId } of pending) tx.alerts.setWakeAt(alertId, now);
    return result;
  }
  for (const waiting of byAlert(pending, tx.alerts.byId)) {
    const verdict = verdictOn(waiting, policy, away, now);
    if (verdict.kind === 'show') result.shows.push({ waiting, saying: verdict.saying });
    if (verdict.kind === 'holdBack') result.settled.push(...holdBack(tx, waiting, verdict, now));
    if (verdict.kind !== 'over') continue;
    result.overIds.push(waiting.newest.alertId);
    if (verdict.end && rules.settings.resolved) result.ends.push({ waiting, saying: verdict.end });
    else result.settled.push(...recordOver(tx, waiting, now));
  }
  return result;
}

/** Ends messages that nobody was shown: they count as not told, so that the alert is told once that makes sense again. */
function letGo(
  tx: PopUpTransaction,
  entries: readonly AlertOutboxEntry[],
  why: { heldBack: HeldBackReason | null; detail: string | null },
  now: number,
): AlertOutboxEntry[] {
  for (const entry of entries) withhold(tx.outbox, entry, why, now);
  return [...entries];
}

/** Lets go of what an earlier run left for faces that this one does not have. */
export function letGoOfOthers(store: PopUpStore, names: readonly string[], now: number): Result<AlertOutboxEntry[]> {
  const why = { heldBack: null, detail: 'Pop-ups are not shown here any more.' };
  return store.transaction((tx) =>
    names.flatMap((name) => letGo(tx, tx.outbox.pending(name).filter(isAboutAlert), why, now)),
  );
}

function holdBack(
  tx: PopUpTransaction,
  { entries, newest, record }: Waiting,
  { heldBack, detail, until }: Extract<Verdict, { kind: 'holdBack' }>,
  now: number,
): AlertOutboxEntry[] {
  const wakeAt = record?.wakeAt ?? null;
  if (until !== null && (wakeAt === null || until < wakeAt)) tx.alerts.setWakeAt(newest.alertId, until);
  return letGo(tx, entries, { heldBack, detail }, now);
}

function recordOver(tx: PopUpTransaction, { entries, record }: Waiting, now: number): AlertOutboxEntry[] {
  if (entries.every(({ message }) => message.reason === 'resolved')) {
    for (const entry of entries) tx.outbox.record(entry.seq, { kind: 'sent', at: now, detail: takenAway });
    return entries;
  }
  // It is there again, and was not seen the first time.
  if (record?.resolvedAt === null) tx.alerts.setWakeAt(record.id, now);
  return letGo(tx, entries, { heldBack: null, detail: overBefore }, now);
}
