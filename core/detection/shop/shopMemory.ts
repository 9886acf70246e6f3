import type { Direction } from './shopSeries.ts';

/** What a window leaves behind for those after it. */
export interface RecentWindow {
  /** From what was expected, in σ, above 0 for more. */
  distance: number;
  value: number;
  expected: number;
}

/** What a judge has to know of the windows before, beside what it learned. */
export interface ShopMemory {
  /** Learned anomalies that are not over; `told`: they are alerts of their own. */
  open: { key: string; direction: Direction; since: number; told: boolean }[];
  /** Those that are over, for as long as what follows may only be the way back. */
  over: { key: string; direction: Direction; until: number }[];
  /** The last windows of the series, by their keys. */
  recent: Record<string, RecentWindow[]>;
  /** Start of the first of the windows without any event that the newest one ends; null: it had events. */
  silentSince: number | null;
  /** Ids of the levels that people called normal and that were taken over, with their series. */
  accepted: { id: string; series: string }[];
}

export const emptyMemory: ShopMemory = { open: [], over: [], recent: {}, silentSince: null, accepted: [] };
