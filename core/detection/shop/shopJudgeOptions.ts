import type { Detector } from '../../../shared/detection/anomalyType.ts';
import type { LearningSettings } from '../../../shared/learning/learningSettings.ts';
import type { Settings } from '../../../shared/settings.ts';
import type { LearnedState } from '../../monitor/learnedStates.ts';
import type { ActiveAdjustment } from '../feedback/adjustments.ts';
import type { ShopMemory } from './shopMemory.ts';

/** What the judge of a shop, and each of its parts, goes by. */
export interface ShopJudgeOptions {
  engine: Settings['engine'];
  learning: LearningSettings;
  currency: string;
  /** IANA name of the shop's zone. */
  timeZone: string;
  detectors: readonly Detector[];
  adjustments(): readonly ActiveAdjustment[];
  /** What was learned before; left out: nothing. */
  states?: readonly LearnedState[];
  memory?: ShopMemory;
}
