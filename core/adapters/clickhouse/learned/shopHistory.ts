import { containWindow } from '../../../../shared/detection/metricWindow.ts';
import { failed, ok, type Result } from '../../../../shared/problem.ts';
import type { Settings } from '../../../../shared/settings.ts';
import type { Sample } from '../../../detection/learning/learner.ts';
import { type ShopSeries, sampleOf, shopSeriesOf } from '../../../detection/shop/shopSeries.ts';
import { fillGaps, nextWindowStart, windowStartOf } from '../../../detection/windows.ts';
import type { WindowsReader } from '../windowsReader.ts';

interface ShopSamples {
  series: ShopSeries;
  stepMs: number;
  /** One for each window from the first with events on, oldest first. */
  samples: Sample[];
}

/** Samples of one series of the shop, as the engine learns them. */
export interface ShopHistory {
  /** Of the complete windows in [from, to), ms UTC. */
  samples(key: string, range: { from: number; to: number }, signal: AbortSignal): Promise<Result<ShopSamples>>;
}

export function createShopHistory(
  reader: Pick<WindowsReader, 'read'>,
  engine: Pick<Settings['engine'], 'windowSeconds' | 'thresholds'>,
): ShopHistory {
  const windowMs = engine.windowSeconds * 1000;
  return {
    async samples(key, range, signal) {
      const series = shopSeriesOf(key);
      if (!series) return failed('notConfigured', `The shop has no series called ${key}.`, false);
      const from = nextWindowStart(range.from, windowMs);
      const to = windowStartOf(range.to, windowMs);
      const read = await reader.read({ from, to, windowMs }, signal);
      if (!read.ok) return read;
      const first = read.value.windows.reduce((earliest, { start }) => Math.min(earliest, start), to);
      const windows = fillGaps(read.value.windows.map(containWindow), { from: first, to, windowMs });
      const { minDenominator } = engine.thresholds;
      const samples = windows.map((window) => ({ at: window.start, value: sampleOf(series, window, minDenominator) }));
      return ok({ series, stepMs: windowMs, samples });
    },
  };
}
