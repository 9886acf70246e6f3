import { detectors } from '../../../shared/detection/registry.ts';
import { zoneInUse } from '../../../shared/localTime.ts';
import { createShopJudge } from '../../detection/shop/createShopJudge.ts';
import type { ShopJudge } from '../../detection/shop/shopVerdict.ts';
import type { KnownPast } from './learnedPasts.ts';
import type { PastContext, Rules } from './pastContext.ts';

export const isLearning = ({ learning }: Rules): boolean => learning.enabled && learning.shop;

/** Rules with the same learn the same of the same windows, however sensitive they are. */
export function learningOf(rules: Rules, { adjustments }: Pick<PastContext, 'adjustments'>): string {
  const { engine, learning } = rules;
  const { windowSeconds, thresholds } = engine;
  const { timeZone, categories, historyDays } = learning;
  return JSON.stringify([windowSeconds, thresholds.minDenominator, timeZone, categories, historyDays, adjustments()]);
}

/** A judge of past windows by these rules. */
export function judgeBy(
  { engine, learning }: Rules,
  { settings, timeZone, adjustments }: Pick<PastContext, 'settings' | 'timeZone' | 'adjustments'>,
  known: KnownPast | null,
): ShopJudge {
  return createShopJudge({
    ...{ engine, learning, detectors, adjustments, currency: settings.currency },
    timeZone: zoneInUse(learning.timeZone, timeZone),
    ...known,
  });
}
