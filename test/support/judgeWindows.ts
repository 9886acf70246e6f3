import { createShopJudge } from '../../core/detection/shop/createShopJudge.ts';
import { judgeShop } from '../../core/detection/shop/judgeShop.ts';
import type { ShopVerdict } from '../../core/detection/shop/shopVerdict.ts';
import type { Detector, DetectorSettings } from '../../shared/detection/anomalyType.ts';
import type { MetricWindow } from '../../shared/detection/metricWindow.ts';
import type { Thresholds } from '../../shared/detection/thresholds.ts';
import { Settings } from '../../shared/settings.ts';

/** Windows judged by rules alone, as where nothing is learned. */
export function judgeWindows(
  windows: readonly MetricWindow[],
  range: { judgeFrom: number; historyStart: number },
  detectors: readonly Detector[],
  given: DetectorSettings<Thresholds> & { baselineWindows: number },
): ShopVerdict[] {
  const settings = Settings.parse({ learning: { enabled: false } });
  const { currency, ...changed } = given;
  const engine = { ...settings.engine, ...changed };
  const judge = createShopJudge({
    ...{ engine, currency, detectors, learning: settings.learning },
    timeZone: 'UTC',
    adjustments: () => [],
  });
  return judgeShop(windows, range, judge, engine);
}
