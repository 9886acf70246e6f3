import type { AdjustmentRecord } from './adjustmentRecord.ts';

/** What was learned from feedback, on disk. Times are ms UTC. */
export interface Adjustments {
  byId(id: string): AdjustmentRecord | null;
  /** All that was learned from one alert, oldest first, undone or not. */
  ofAlert(alertId: string): AdjustmentRecord[];
  /** Those not undone that held at `since` or later. */
  heldSince(since: number): AdjustmentRecord[];
  /** Newest first, those too that are over or were undone since. */
  list(since: number): AdjustmentRecord[];
  save(record: AdjustmentRecord): void;
  /** Removes what was over or undone before. */
  prune(before: number): void;
}
