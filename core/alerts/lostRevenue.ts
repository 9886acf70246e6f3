import type { AlertDraft } from './alertDraft.ts';

/** Of what was said of one window: several things may be about the same money, and it is told again after a restart. */
export function largestLoss(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}

/** Adds what a window cost to the alert, once: `counted` is what the window was taken to cost before. */
export function noteLoss(draft: AlertDraft, counted: number | null, lostRevenue: number): void {
  if (!Number.isFinite(lostRevenue)) return;
  const more = counted === null ? lostRevenue : Math.max(0, lostRevenue - counted);
  if (more === 0 && draft.record.lostRevenue !== null) return;
  draft.record = { ...draft.record, lostRevenue: (draft.record.lostRevenue ?? 0) + more };
}
