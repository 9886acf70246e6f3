import { baselineOf } from '../../../shared/detection/baseline.ts';
import { containWindow, type MetricWindow } from '../../../shared/detection/metricWindow.ts';
import { judgeByRules } from './judgeByRules.ts';
import { createLearnedJudge } from './learnedJudge.ts';
import type { LearnedSample } from './learnedSample.ts';
import type { ShopJudgeOptions } from './shopJudgeOptions.ts';
import { createShopLearners } from './shopLearners.ts';
import { emptyMemory } from './shopMemory.ts';
import { generalSeries } from './shopSeries.ts';
import type { ShopJudge } from './shopVerdict.ts';
import { tellOnce } from './tellOnce.ts';

/** A shop without any event for longer has no samples: what comes back later is compared with how it was before. */
const longestSilenceMs = 2 * 3_600_000;

/**
 * Rules and what was learned, as one judge: live, in a backtest and in the bench. With learning switched off it is the
 * rules alone.
 */
export function createShopJudge(options: ShopJudgeOptions): ShopJudge {
  const { engine, learning, timeZone, memory = emptyMemory } = options;
  const isLearning = learning.enabled && learning.shop;
  const learners = createShopLearners({
    timeZone,
    windowMs: engine.windowSeconds * 1000,
    minDenominator: engine.thresholds.minDenominator,
    categories: learning.categories,
    adjustments: options.adjustments,
    states: options.states ?? [],
    accepted: memory.accepted,
  });
  const learned = createLearnedJudge({ ...options, memory });
  let silentSince = memory.silentSince;
  let newest: LearnedSample[] = [];

  function learn(window: MetricWindow): { samples: LearnedSample[]; isMissing: boolean } {
    silentSince = window.events === 0 ? (silentSince ?? window.start) : null;
    const isMissing = silentSince !== null && window.start - silentSince >= longestSilenceMs;
    if (isLearning) newest = learners.learn(window, isMissing);
    return { samples: newest, isMissing };
  }

  return {
    judge(given, baseline) {
      const window = containWindow(given);
      const { samples, isMissing } = learn(window);
      const rules = judgeByRules(window, baseline, samples, options);
      const findings = learned.judge(window, samples, isMissing);
      const shortfall = shortfallOf(window, baseline, samples);
      const anomalies = tellOnce({ window, baseline, rules, findings, samples, shortfall }, options);
      learned.remember(anomalies);
      const verdicts = new Map(samples.map(({ series, verdict }) => [series.key, verdict]));
      return { window, anomalies, shortfall, verdicts };
    },
    learn(window) {
      learn(containWindow(window));
    },
    outdated() {
      const inForce = new Set(options.adjustments().map(({ id }) => id));
      const series = learners.accepted().flatMap(({ id, series: key }) => (inForce.has(id) ? [] : [key]));
      return [...new Set(series)];
    },
    newest: () => newest,
    states: () => (isLearning ? learners.states() : []),
    memory: () => ({ ...learned.memory(), silentSince, accepted: learners.accepted() }),
  };
}

function shortfallOf(
  window: MetricWindow,
  baseline: readonly MetricWindow[],
  samples: readonly LearnedSample[],
): number | null {
  const verdict = samples.find(({ series }) => series.key === generalSeries.revenue.key)?.verdict;
  const isKnown = verdict !== undefined && verdict.learning === null && verdict.expected !== null;
  const expected = isKnown ? verdict.expected : (baselineOf(baseline.map(({ revenue }) => revenue))?.mean ?? null);
  return expected === null ? null : expected - window.revenue;
}
