import type { LearnedSeries } from '../../shared/learning/learnedSeries.ts';

/** What one source has learned so far. */
export interface LearnedView {
  /** Made when somebody asks. */
  items(): LearnedSeries[];
  /** Series that there are and that are not learned, because there are too many. */
  left: number;
  /** Time that the newest samples took, ms of the last check that had any. */
  lastCheckMs: number | null;
  /** What could not be learned, and the next step; null: nothing. */
  note: string | null;
}

/** Where running sources show what they have learned, so that nobody learns it anew to list it. */
export interface LearnedRegistry {
  show(source: string, view: LearnedView): void;
  /** By the names of their sources. */
  views(): ReadonlyMap<string, LearnedView>;
}

export function createLearnedRegistry(): LearnedRegistry {
  const views = new Map<string, LearnedView>();
  return {
    show: (source, view) => void views.set(source, view),
    views: () => views,
  };
}
