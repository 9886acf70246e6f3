import type { DetectorSettings } from '../../shared/detection/anomalyType.ts';
import { emptyWindow, type MetricWindow } from '../../shared/detection/metricWindow.ts';
import type { Thresholds } from '../../shared/detection/thresholds.ts';
import { Settings } from '../../shared/settings.ts';

export const windowMs = 300_000;
export const testedAt = Date.parse('2026-03-10T12:00:00.000Z');

/** The defaults of the product. */
export const detectorSettings: DetectorSettings<Thresholds> = { ...Settings.parse({}).engine, currency: 'USD' };

/** An ordinary window: nothing in it is worth an alert. */
export function aWindow(overrides: Partial<MetricWindow> = {}): MetricWindow {
  return {
    ...emptyWindow(testedAt),
    events: 1000,
    sessions: 400,
    cartsAdded: 50,
    purchases: 25,
    revenue: 1000,
    purchasesByCategory: new Map([
      ['Shoes', 10],
      ['Bags', 8],
      ['Hats', 7],
    ]),
    ...overrides,
  };
}

/** Twelve windows before the tested one, each changed as `each` says for its position (0 is the oldest). */
export function aBaseline(each: (position: number) => Partial<MetricWindow> = () => ({}), count = 12): MetricWindow[] {
  return Array.from({ length: count }, (_, position) =>
    aWindow({ start: testedAt - (count - position) * windowMs, ...each(position) }),
  );
}
