import type { MinuteValue } from '../rules/metricSeries.ts';
import { trendReachMs } from './judgeTrend.ts';
import { medianOf } from './slope.ts';

const minuteMs = 60_000;
/** Older samples are kept by parts of this length, which is fine enough for windows of hours. */
const coarseMs = 5 * minuteMs;
/** For so long every minute is kept: the shortest windows look at minutes. */
const fineMs = 65 * minuteMs;

/** What trends look at of one series: the newest minutes whole, and days of medians. */
export class TrendMemory {
  #fine: MinuteValue[] = [];
  #coarse: MinuteValue[] = [];

  /** Samples newer than all before, oldest first. */
  add(samples: readonly { at: number; value: number | null }[]): void {
    for (const { at, value } of samples) {
      if (value === null || !Number.isFinite(value)) continue;
      if (at <= (this.#fine.at(-1)?.at ?? Number.NEGATIVE_INFINITY)) continue;
      this.#fine.push({ at, value });
    }
    const newest = this.#fine.at(-1)?.at ?? 0;
    const keepFrom = Math.floor((newest - fineMs) / coarseMs) * coarseMs;
    const old = this.#fine.filter(({ at }) => at < keepFrom);
    if (old.length === 0) return;
    this.#fine = this.#fine.filter(({ at }) => at >= keepFrom);
    this.#coarse.push(...coarsened(old));
    this.#coarse = this.#coarse.filter(({ at }) => at >= newest - trendReachMs);
  }

  /** Samples from before all that is known, oldest first. */
  addPast(samples: readonly { at: number; value: number | null }[]): void {
    const first = this.#coarse[0]?.at ?? this.#fine[0]?.at ?? Number.POSITIVE_INFINITY;
    const past = samples.flatMap(({ at, value }) => (value === null || at >= first ? [] : [{ at, value }]));
    this.#coarse = [...coarsened(past), ...this.#coarse];
  }

  minutes(): MinuteValue[] {
    return [...this.#coarse, ...this.#fine];
  }
}

function coarsened(minutes: readonly MinuteValue[]): MinuteValue[] {
  const parts = Map.groupBy(minutes, ({ at }) => Math.floor(at / coarseMs));
  return [...parts].map(([part, values]) => ({
    at: part * coarseMs,
    value: medianOf(values.map(({ value }) => value)),
  }));
}
