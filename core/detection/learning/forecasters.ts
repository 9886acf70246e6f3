import type { LocalTime } from './localClock.ts';
import type { Memory } from './memory.ts';
import type { RhythmView } from './rhythm.ts';
import { createMean, createShareOf } from './smoothing.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const weekDays = 7;
/** Time over which samples within the band make the recent level. */
const recentMs = 2 * hourMs;
/** Time over which a forecaster's errors are averaged. */
const errorMs = 3 * dayMs;
/** How much more a forecaster counts that errs less. */
const trust = 4;

/**
 * Three forecasts of a sample's shape: what was lately, what is usual at this time of day, and at this time of this weekday.
 * They are joined by how well each did on this weekday, so that a series without a rhythm is not given one.
 */
export interface Forecasters {
  /** NaN before the first sample. */
  expect(time: LocalTime, view: RhythmView): number;
  /** `noise`: the usual error; a forecaster that erred far more did not do that much worse. */
  learn(
    shape: number,
    seen: { time: LocalTime; view: RhythmView; elapsedMs: number; noise: number; isInBand: boolean },
  ): void;
  change(by: (shape: number) => number): void;
  restart(shape: number): void;
}

export function createForecasters(memory: Memory): Forecasters {
  const recent = createMean(memory);
  const errorShareOf = createShareOf();
  const errors = memory.take(3 * weekDays, Number.NaN);
  const counts = memory.take(3 * weekDays);

  const forecastsOf = (view: RhythmView) => [Number.isNaN(recent.value) ? null : recent.value, view.day, view.week];

  /** Of the weekday; before that is known, of all days. */
  function errorOf(forecaster: number, weekday: number): number {
    const known = errors[forecaster * weekDays + weekday] as number;
    if (!Number.isNaN(known)) return known;
    const others = errors
      .subarray(forecaster * weekDays, (forecaster + 1) * weekDays)
      .filter((each) => !Number.isNaN(each));
    return others.reduce((total, each) => total + each, 0) / others.length;
  }

  return {
    expect({ weekday }, view) {
      const forecasts = forecastsOf(view);
      const known = forecasts.map((_, index) => errorOf(index, weekday));
      let best = Number.POSITIVE_INFINITY;
      for (let index = 0; index < known.length; index++) {
        if (forecasts[index] !== null && (known[index] as number) < best) best = known[index] as number;
      }
      let total = 0;
      let weights = 0;
      for (let index = 0; index < forecasts.length; index++) {
        const [forecast, error] = [forecasts[index] as number | null, known[index] as number];
        if (forecast === null) continue;
        // Not tried yet: as good as the best, as it knows more of the rhythm.
        const weight = Number.isNaN(error) || error <= best ? 1 : (best / error) ** trust;
        total += weight * forecast;
        weights += weight;
      }
      return total / weights;
    },
    learn(shape, { time, view, elapsedMs, noise, isInBand }) {
      for (const [index, forecast] of forecastsOf(view).entries()) {
        if (forecast === null) continue;
        const cell = index * weekDays + time.weekday;
        const error = Math.min(Math.abs(shape - forecast), 6 * noise);
        counts[cell] = (counts[cell] as number) + 1;
        const before = Number.isNaN(errors[cell] as number) ? error : (errors[cell] as number);
        const share = Math.max(1 / (counts[cell] as number), errorShareOf(elapsedMs, errorMs));
        errors[cell] = before + share * (error - before);
      }
      if (isInBand) recent.add(shape, elapsedMs, recentMs);
    },
    change(by) {
      recent.change(by);
      for (let cell = 0; cell < errors.length; cell++) errors[cell] = by(errors[cell] as number);
    },
    restart(shape) {
      recent.change(() => shape);
      errors.fill(Number.NaN);
      counts.fill(0);
    },
  };
}
