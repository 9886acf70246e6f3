import type { Sample } from '../../../../core/detection/learning/learner.ts';
import { seededRandom } from '../../../support/seededRandom.ts';

/** A series that was made up, and where it goes wrong. */
export interface LabelledSeries {
  name: string;
  samples: Sample[];
  /** From and until, ms UTC. */
  anomalies: { from: number; until: number }[];
}

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;
/** A Monday, 0:00 UTC. */
export const start = Date.UTC(2024, 0, 8);

export interface Noise {
  /** Standard normal. */
  normal(): number;
  /** Poisson: by counting where few are expected, by its normal approximation where many are. */
  count(mean: number): number;
  uniform(): number;
}

export function aNoise(seed: number): Noise {
  const uniform = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return {
    uniform,
    normal,
    count(mean) {
      if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
      let events = 0;
      for (let left = uniform(); left > Math.exp(-mean); left *= uniform()) events += 1;
      return events;
    },
  };
}

/** Share of a shop's traffic by time: quiet nights, an evening peak, weaker weekends, a rush on Monday mornings. */
export function traffic(at: number): number {
  const day = Math.floor(at / dayMs);
  const weekday = (day + 3) % 7;
  const hour = (at - day * dayMs) / hourMs;
  const shape = 0.05 + 0.95 * Math.max(0, Math.sin((Math.PI * (hour - 6)) / 18)) ** 1.5;
  const rush = weekday === 0 && hour >= 8 && hour < 11 ? 1.4 : 1;
  return shape * rush * (weekday >= 5 ? 0.7 : 1);
}

/** A sample every `stepMs` for `days`. */
export function samplesOf(days: number, stepMs: number, valueAt: (at: number) => number, from = start): Sample[] {
  return Array.from({ length: Math.floor((days * dayMs) / stepMs) }, (_, index) => {
    const at = from + index * stepMs;
    return { at, value: valueAt(at) };
  });
}

type Story = (noise: Noise, isWrong: (at: number) => boolean) => (at: number) => number;

interface Plan {
  name: string;
  days?: number;
  stepMs?: number;
  story: Story;
  /** Days from the start at which something goes wrong, and hours that it lasts. */
  wrong: [day: number, hours: number][];
}

/** Each drift resembles the one before by this share. */
function drifting(share: number, normal: () => number, value: (drift: number, at: number) => number) {
  let drift = 0;
  return (at: number) => {
    drift = share * drift + normal();
    return value(drift, at);
  };
}

const five = 5 * minuteMs;

const plans: Plan[] = [
  {
    name: 'orders stop',
    wrong: [
      [15.6, 1],
      [20.5, 1],
    ],
    story: (noise, isWrong) => (at) => noise.count(60 * traffic(at)) * (isWrong(at) ? 0 : 1),
  },
  {
    name: 'events halve',
    wrong: [
      [16.5, 1.5],
      [23.7, 1],
    ],
    story: (noise, isWrong) => (at) => noise.count(300 * traffic(at) * (isWrong(at) ? 0.5 : 1)),
  },
  {
    name: 'revenue doubles',
    wrong: [[17.6, 1]],
    story: (noise, isWrong) => (at) =>
      Math.max(0, 3000 * traffic(at) * (1 + 0.12 * noise.normal()) * (isWrong(at) ? 2 : 1)),
  },
  {
    name: 'a night like a day',
    wrong: [[18.1, 2]],
    story: (noise, isWrong) => (at) => noise.count(200 * (isWrong(at) ? 0.6 : traffic(at))),
  },
  {
    name: 'conversion sinks',
    wrong: [[15.5, 3]],
    story: (noise, isWrong) => drifting(0.5, noise.normal, (drift, at) => 3 * (isWrong(at) ? 0.6 : 1) + 0.12 * drift),
  },
  {
    name: 'latency shifts up',
    wrong: [[14.3, 6]],
    story: (noise) => (at) => 80 * (at >= start + 14.3 * dayMs ? 1.5 : 1) * Math.exp(0.1 * noise.normal()),
  },
  {
    name: 'memory leaks',
    wrong: [[15, 12]],
    story: (noise) => (at) => 40 + noise.normal() + Math.max(0, Math.min(12, (at - start) / hourMs - 15 * 24)) * 2,
  },
  {
    name: 'cpu spikes',
    wrong: [
      [12.2, 0.25],
      [19.9, 0.25],
    ],
    story: (noise, isWrong) => (at) => (isWrong(at) ? 95 : 30 + 4 * noise.normal()),
  },
  {
    name: 'cpu stands still',
    wrong: [[16.4, 3]],
    story: (noise, isWrong) => (at) => (isWrong(at) ? 31.5 : 30 + 4 * noise.normal()),
  },
  {
    name: 'noise grows',
    wrong: [[15.2, 8]],
    story: (noise, isWrong) => drifting(0.7, noise.normal, (drift, at) => 200 + (isWrong(at) ? 20 : 5) * drift),
  },
  {
    name: 'sparse errors burst',
    wrong: [
      [13.4, 1],
      [22.1, 1],
    ],
    story: (noise, isWrong) => (at) => noise.count(isWrong(at) ? 6 : 0.2),
  },
  { name: 'flat series changes', wrong: [[10.5, 1]], story: (_, isWrong) => (at) => (isWrong(at) ? 7 : 5) },
  { name: 'flat zero wakes', wrong: [[12.5, 1]], story: (_, isWrong) => (at) => (isWrong(at) ? 3 : 0) },
  {
    name: 'hourly orders stop',
    days: 42,
    stepMs: hourMs,
    wrong: [[30.5, 4]],
    story: (noise, isWrong) => (at) => noise.count(700 * traffic(at)) * (isWrong(at) ? 0 : 1),
  },
  {
    name: 'per minute cpu',
    days: 14,
    stepMs: minuteMs,
    wrong: [[9.4, 0.5]],
    story: (noise, isWrong) => (at) => (isWrong(at) ? 80 : 35 + 10 * traffic(at) + 3 * noise.normal()),
  },
  {
    name: 'temperature falls below zero',
    wrong: [[15.5, 2]],
    story: (noise, isWrong) => (at) =>
      8 * Math.sin((2 * Math.PI * at) / dayMs) + 0.5 * noise.normal() - (isWrong(at) ? 8 : 0),
  },
  { name: 'nothing wrong: white', wrong: [], story: (noise) => () => 100 + 10 * noise.normal() },
  { name: 'nothing wrong: shop', wrong: [], story: (noise) => (at) => noise.count(120 * traffic(at)) },
  { name: 'nothing wrong: sparse', wrong: [], story: (noise) => () => noise.count(0.3) },
  { name: 'nothing wrong: constant', wrong: [], story: () => () => 42 },
];

/** Twenty series of what shops and machines do. */
export function labelledSeries(): LabelledSeries[] {
  return plans.map(({ name, days = 28, stepMs = five, story, wrong }, index) => {
    const anomalies = wrong.map(([day, hours]) => ({
      from: start + day * dayMs,
      until: start + day * dayMs + hours * hourMs,
    }));
    const isWrong = (at: number) => anomalies.some(({ from, until }) => at >= from && at < until);
    const valueAt = story(aNoise(index + 1), isWrong);
    return { name, samples: samplesOf(days, stepMs, valueAt), anomalies };
  });
}
