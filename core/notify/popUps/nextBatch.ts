import type { OutboxEntry } from '../outbox.ts';
import { summaryId } from './composePopUp.ts';
import { composeShowings, mostAtOnce, type Showing } from './composeShowings.ts';
import type { PopUpTransaction } from './popUpStore.ts';
import { recallStanding } from './recallStanding.ts';
import { type Moment, settleWaiting } from './settleWaiting.ts';

/** What is to be shown now, in this order. */
export interface Batch {
  showings: Showing[];
  /** It tells somebody who came back of what there was meanwhile. */
  isDigest: boolean;
  /** Alerts that are over. */
  overIds: string[];
  /** Messages that need nothing more. */
  settled: OutboxEntry[];
}

/** A summary that follows another one so soon counts what that one said as well, so that a storm is one pop-up. */
const stormMs = 15 * 60_000;

/**
 * `owesDigest` null: nobody came or went in this run; then a heap on disk says that an earlier one ended before somebody
 * was back.
 */
export function nextBatch(tx: PopUpTransaction, moment: Moment, owesDigest: boolean | null): Batch {
  const { face, rules, policy, now } = moment;
  const { shows, ends, overIds, settled } = settleWaiting(tx, moment);
  const left = owesDigest === false ? [] : tx.popUps.heap(face.kind);
  const isDigest = owesDigest ?? left.length > 0;
  const heap = isDigest ? recallStanding(tx, left, policy, now) : null;
  const summary = shows.length > mostAtOnce ? tx.popUps.find(face.kind, summaryId) : null;
  const summarised = summary && now - summary.at <= stormMs ? recallStanding(tx, [summary], policy, now) : [];
  return { showings: composeShowings({ shows, ends, heap, summarised, rules, now }), isDigest, overIds, settled };
}
