import type { MetricWindow } from '../../../shared/detection/metricWindow.ts';
import type { LearnedState } from '../../monitor/learnedStates.ts';
import type { ActiveAdjustment } from '../feedback/adjustments.ts';
import { createLearner, type Learner, restoreLearner } from '../learning/learner.ts';
import type { LearnedSample } from './learnedSample.ts';
import type { ShopMemory } from './shopMemory.ts';
import { allShopSeries, categorySeries, type ShopSeries, sampleOf, shopSeriesOf } from './shopSeries.ts';

export interface ShopLearnersOptions {
  timeZone: string;
  windowMs: number;
  minDenominator: number;
  /** Best sellers are learned each for itself. */
  categories: boolean;
  adjustments(): readonly ActiveAdjustment[];
  states: readonly LearnedState[];
  accepted: ShopMemory['accepted'];
}

/** The shop's series, learned side by side. */
export interface ShopLearners {
  /** `isMissing`: nothing was recorded, so there is no sample. */
  learn(window: MetricWindow, isMissing: boolean): LearnedSample[];
  states(): LearnedState[];
  accepted(): ShopMemory['accepted'];
}

/** Categories that are learned, the first best sellers that come. */
const mostCategories = 20;
/** So many of a window's categories count as its best sellers. */
const bestSellers = 5;

export function createShopLearners(options: ShopLearnersOptions): ShopLearners {
  const { timeZone, windowMs, minDenominator } = options;
  const learners = new Map<string, { series: ShopSeries; learner: Learner }>();
  const accepted = [...options.accepted];
  let learnedUntil: number | null = null;

  for (const { key, state, learnedUntil: until } of options.states) {
    const series = shopSeriesOf(key);
    const learner = restoreLearner(state, { timeZone });
    if (!series || !learner) continue;
    learners.set(key, { series, learner });
    learnedUntil = Math.max(learnedUntil ?? until, until);
  }
  for (const series of allShopSeries()) meet(series);

  function meet(series: ShopSeries): void {
    if (!learners.has(series.key)) learners.set(series.key, { series, learner: createLearner({ timeZone }) });
  }

  function meetCategories({ purchasesByCategory }: MetricWindow): void {
    if (!options.categories || learners.size >= allShopSeries().length + mostCategories) return;
    const best = [...purchasesByCategory].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
    for (const [category] of best.slice(0, bestSellers)) {
      if (learners.size < allShopSeries().length + mostCategories) meet(categorySeries(category));
    }
  }

  /** A level that was called normal at a time is taken over with the first sample from then on. */
  function acceptLevels(key: string, learner: Learner, at: number, adjustments: readonly ActiveAdjustment[]): void {
    const last = learner.lastAt();
    if (last === null) return;
    for (const each of adjustments) {
      if (each.kind !== 'newNormal' || each.series !== key || !(last < each.at && each.at <= at)) continue;
      learner.acceptLevel(each.at);
      // Windows without a sample come to it again, and so does what is learned again after a restart.
      if (!accepted.some(({ id, series }) => id === each.id && series === key)) {
        accepted.push({ id: each.id, series: key });
      }
    }
  }

  return {
    learn(window, isMissing) {
      meetCategories(window);
      const adjustments = options.adjustments();
      const at = window.start;
      learnedUntil = Math.max(learnedUntil ?? 0, at + windowMs);
      return [...learners.values()].map(({ series, learner }) => {
        acceptLevels(series.key, learner, at, adjustments);
        const value = isMissing ? null : sampleOf(series, window, minDenominator);
        return { series, at, value, verdict: learner.learn({ at, value }) };
      });
    },
    states() {
      const until = learnedUntil;
      if (until === null) return [];
      return [...learners].map(([key, { learner }]) => ({ key, state: learner.state(), learnedUntil: until }));
    },
    accepted: () => accepted,
  };
}
