import type { LocalTime } from './localClock.ts';
import { type Memory, takeCell } from './memory.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const hours = 24;
/** Samples that an hour of the day needs to speak for itself as loudly as the whole day does. */
const priorSamples = 24;
/** Days over which an hour of the day is averaged. */
const hourDays = 7;
/** What is further off counts as so many times the usual: an anomaly is not noise. */
const furthest = 4;

/** The usual size of residuals, by hour of the day. */
export interface Noise {
  /** Mean absolute residual; 0 while nothing ever differed. `share`: the expected shape as a multiple of the mean shape. */
  at(time: LocalTime, share: number): number;
  learn(residual: number, seen: { time: LocalTime; elapsedMs: number; stepMs: number }): void;
  change(by: (size: number) => number): void;
  restart(): void;
}

export function createNoise(memory: Memory): Noise {
  const all = takeCell(memory);
  const seen = takeCell(memory);
  const sizes = memory.take(hours);
  const counts = memory.take(hours);

  return {
    at(time, share) {
      const hour = hourOf(time);
      const count = counts[hour] as number;
      // Counts vary by the root of what is expected, until the hour itself has shown how much.
      const prior = all.value * Math.sqrt(Math.min(4, Math.max(1 / 16, share)));
      return (priorSamples * prior + count * (sizes[hour] as number)) / (priorSamples + count);
    },
    learn(residual, { time, elapsedMs, stepMs }) {
      const size = Math.abs(residual);
      seen.value += 1;
      const usual = all.value;
      const isEarly = seen.value < 10;
      const clipped = isEarly || usual === 0 ? size : Math.min(size, furthest * usual);
      // After a flat time the first difference is no more than a hint.
      const hint = usual === 0 && !isEarly ? 0.1 : 1;
      const share = Math.max(1 / seen.value, elapsedMs / dayMs) * hint;
      all.value += share * (clipped - usual);
      const hour = hourOf(time);
      const own = sizes[hour] as number;
      const count = Math.min((counts[hour] as number) + 1, Math.max(hourDays, (hourDays * hourMs) / stepMs));
      counts[hour] = count;
      const bound = furthest * (count < 4 ? all.value : Math.max(own, 0.3 * all.value));
      sizes[hour] = own + (Math.min(size, bound) - own) / count;
    },
    change(by) {
      all.value = by(all.value);
      for (let hour = 0; hour < hours; hour++) sizes[hour] = by(sizes[hour] as number);
    },
    restart() {
      for (const part of [sizes, counts]) part.fill(0);
      seen.value = 0;
      all.value = 0;
    },
  };
}

const hourOf = ({ slot }: LocalTime) => Math.floor(slot / 4);
