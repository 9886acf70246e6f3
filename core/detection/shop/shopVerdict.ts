import type { Anomaly } from '../../../shared/detection/anomaly.ts';
import type { MetricWindow } from '../../../shared/detection/metricWindow.ts';
import type { Observation } from '../../alerts/observation.ts';
import type { LearnedState } from '../../monitor/learnedStates.ts';
import type { Verdict } from '../learning/learner.ts';
import type { LearnedSample } from './learnedSample.ts';
import type { ShopMemory } from './shopMemory.ts';
import type { Direction } from './shopSeries.ts';

export const learnedTypes: Readonly<Record<Direction, string>> = { low: 'learned_low', high: 'learned_high' };

/** An anomaly of the shop with what makes an alert of it: a rule's, or a learned one. */
export interface ShopAnomaly
  extends Anomaly,
    Pick<Observation, 'labels' | 'title' | 'facts' | 'sameAs' | 'learnedSeries' | 'lostRevenue'> {}

/** What was said of one window. */
export interface ShopVerdict {
  window: MetricWindow;
  /** Of rules and of what was learned, each thing told once. */
  anomalies: ShopAnomaly[];
  /** Expected minus actual revenue; null where nothing is expected. */
  shortfall: number | null;
  /** Of the learned series, by key; empty where nothing is learned. */
  verdicts: ReadonlyMap<string, Verdict>;
}

/** Judges windows one after another, oldest first, each once. */
export interface ShopJudge {
  /** `baseline`: the complete windows before `window`, oldest first. */
  judge(window: MetricWindow, baseline: readonly MetricWindow[]): ShopVerdict;
  /** Learns a window that was judged before, or that nobody wants to hear of. */
  learn(window: MetricWindow): void;
  /** Series whose state does not hold with the adjustments in force: a level that was called normal no longer is. */
  outdated(): string[];
  states(): LearnedState[];
  /** What was learned last, by series. */
  newest(): readonly LearnedSample[];
  memory(): ShopMemory;
}
