import type { MinuteSeries } from '../../../detection/rules/metricSeries.ts';
import { seriesKey } from './readSeries.ts';

/** A series that said nothing for longer is given up and not missed any more. */
export const missedMs = 7 * 24 * 3_600_000;

/** When series last said anything, those that stopped long ago too. */
export class LastSeen {
  readonly #series = new Map<string, MinuteSeries>();

  note(series: readonly MinuteSeries[]): void {
    for (const { metric, labels, newestAt } of series) {
      const key = seriesKey({ metric, labels });
      const known = this.#series.get(key)?.newestAt ?? Number.NEGATIVE_INFINITY;
      this.#series.set(key, { metric, labels, minutes: [], newestAt: Math.max(known, newestAt) });
    }
  }

  /** Those that are not among `there`. */
  gone(there: readonly MinuteSeries[], now: number): MinuteSeries[] {
    for (const [key, { newestAt }] of this.#series) {
      if (now - newestAt > missedMs) this.#series.delete(key);
    }
    const present = new Set(there.map(seriesKey));
    return [...this.#series].flatMap(([key, series]) => (present.has(key) ? [] : [series]));
  }
}
