import { detectors } from '../../../../shared/detection/registry.ts';
import { LearningSettings } from '../../../../shared/learning/learningSettings.ts';
import type { ActiveAdjustment } from '../../../detection/feedback/adjustments.ts';
import { createShopJudge } from '../../../detection/shop/createShopJudge.ts';
import type { LearnedRegistry } from '../../../monitor/learnedRegistry.ts';
import type { LearnedBefore } from '../../../monitor/learnedStates.ts';
import { createShopLearning, type ShopLearning, type ShopLearningOptions } from './shopLearning.ts';
import { shopSeriesView } from './shopSeriesView.ts';

/** What the engine is given to learn with. */
export interface EngineLearning {
  settings: LearningSettings;
  /** IANA name of the shop's zone. */
  timeZone: string;
  learned: LearnedBefore;
  /** Those in force. */
  adjustments(): readonly ActiveAdjustment[];
  /** Left out: nobody looks. */
  registry?: LearnedRegistry;
}

type Given = Pick<ShopLearningOptions, 'reader' | 'engine' | 'currency' | 'clock'> & { learning?: EngineLearning };

/** The engine's learning, or rules that judge alone where nothing is to be learned. */
export function createEngineLearning(source: string, given: Given): ShopLearning {
  const { reader, engine, currency, clock, learning } = given;
  if (!learning?.settings.enabled || !learning.settings.shop) return rulesAlone(given);
  const { settings, timeZone, learned, registry } = learning;
  let adjustments = learning.adjustments();
  const shop = createShopLearning({
    ...{ reader, engine, currency, clock, timeZone, learned },
    learning: settings,
    adjustments: () => adjustments,
  });
  return {
    ...shop,
    async catchUp(until, cursor, budgetMs, signal) {
      // Those that hold for the whole of this poll.
      adjustments = learning.adjustments();
      await shop.catchUp(until, cursor, budgetMs, signal);
    },
    judged(until) {
      shop.judged(until);
      registry?.show(source, shopSeriesView(shop, settings));
    },
  };
}

function rulesAlone({ engine, currency }: Given): ShopLearning {
  const learning = LearningSettings.parse({ enabled: false });
  const judge = createShopJudge({ engine, learning, currency, timeZone: 'UTC', detectors, adjustments: () => [] });
  return {
    catchUp: async () => {},
    beginAnew() {},
    judged() {},
    judge: () => judge,
    isLearned: () => true,
    hasMore: () => false,
    remembered: () => undefined,
    toKeep: () => null,
    note: () => null,
  };
}
