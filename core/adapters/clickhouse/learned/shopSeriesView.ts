import type { LearnedSeries } from '../../../../shared/learning/learnedSeries.ts';
import type { LearningSettings } from '../../../../shared/learning/learningSettings.ts';
import type { LearnedSample } from '../../../detection/shop/learnedSample.ts';
import type { LearnedView } from '../../../monitor/learnedRegistry.ts';
import type { ShopLearning } from './shopLearning.ts';

const dayMs = 24 * 3_600_000;
const instant = (at: number) => new Date(at).toISOString();

/** The shop's series as the page about learning lists them. */
export function shopSeriesView(shop: ShopLearning, settings: LearningSettings): LearnedView {
  const judge = shop.judge();
  return {
    items() {
      const bytes = new Map(judge.states().map(({ key, state }) => [key, state.length]));
      return judge.newest().map((sample) => toItem(sample, settings, bytes.get(sample.series.key) ?? 0));
    },
    left: 0,
    lastCheckMs: null,
    note: shop.note(),
  };
}

function toItem(
  { series, at, value, verdict }: LearnedSample,
  settings: LearningSettings,
  stateBytes: number,
): LearnedSeries {
  const { learning, expected, lower, upper, newNormal } = verdict;
  const sensitivity = settings.series[series.key] ?? settings.sensitivity;
  const neededMs = learning?.neededMs ?? dayMs;
  return {
    key: series.key,
    title: series.title,
    group: 'shop',
    unit: series.metric.unit,
    labels: { ...series.labels },
    sensitivity,
    state: sensitivity === 'off' ? 'off' : learning ? 'learning' : 'ready',
    knownMs: learning?.knownMs ?? neededMs,
    neededMs,
    lastAt: instant(at),
    lastValue: value,
    ...{ expected, lower, upper, stateBytes },
    newNormal: newNormal && { ...newNormal, since: instant(newNormal.since) },
  };
}
