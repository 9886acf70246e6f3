import { describe, expect, it } from 'vitest';
import { judgeTrend } from '../../../../core/detection/trend/judgeTrend.ts';
import { TrendMemory } from '../../../../core/detection/trend/trendMemory.ts';
import { seededRandom } from '../../../support/seededRandom.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const noon = Date.parse('2026-03-10T12:00:00Z');
const options = { limit: 90, direction: 'up' as const, horizonMs: 24 * hour, isOpen: false };

interface Planted {
  days: number;
  seed: number;
  noise: number;
  /** How much of a sample's noise the next one has too. */
  memory?: number;
}

/** A value each minute up to noon; its noise is Gaussian, and may be slow. */
function aSeries({ days, seed, noise, memory = 0 }: Planted, of: (at: number) => number) {
  const random = seededRandom(seed);
  const gaussian = () => Math.sqrt(-2 * Math.log(random() + 1e-12)) * Math.cos(2 * Math.PI * random());
  let wave = 0;
  return Array.from({ length: (days * day) / minute }, (_, index) => {
    const at = noon - days * day + index * minute;
    wave = memory * wave + Math.sqrt(1 - memory ** 2) * gaussian();
    return { at, value: of(at) + noise * wave };
  });
}

const leakFrom = (start: number, perHour: number) => (at: number) => Math.max(0, ((at - start) / hour) * perHour);
const wave =
  (size: number, turn = 0) =>
  (at: number) =>
    size * Math.sin(2 * Math.PI * (at / day + turn));
/** Looked at now and then, as it is live, up to noon. */
function lastVerdict(series: ReturnType<typeof aSeries>, from: number, everyMs = 10 * minute) {
  let verdict: ReturnType<typeof judgeTrend> = null;
  for (let now = from; now <= noon; now += everyMs) {
    verdict = judgeTrend(series, now, { ...options, isOpen: verdict !== null });
  }
  return verdict;
}

const seeds = [1, 2, 3, 4, 5];

describe('a leak', () => {
  it.each([
    ['4 h', 4 * hour, 3, 8],
    ['2.5 h', 2.5 * hour, 8, 8],
    ['3 h', 3 * hour, 8, 1.2],
    ['1 h', 60 * minute, 20, 8],
    ['80 min', 80 * minute, 20, 0.3],
  ])(
    'is told within %s, and then when it gets there within 20 %% (%d ms, %d %% an hour, %d days known)',
    (_, withinMs, perHour, days) => {
      for (const seed of seeds) {
        const start = noon - withinMs;
        const series = aSeries({ days, seed, noise: 0.5, memory: 0.5 }, (at) => 60 + leakFrom(start, perHour)(at));
        const verdict = lastVerdict(series, start);
        const left = ((90 - 60) / perHour) * hour - withinMs;
        expect(verdict, `seed ${seed}`).not.toBeNull();
        expect(Math.abs((verdict?.reachesInMs ?? 0) - left), `seed ${seed}`).toBeLessThan(
          Math.max(left * 0.2, 5 * minute),
        );
      }
    },
  );

  it('is found through the rhythm of the days before, which goes on', () => {
    for (const seed of seeds.slice(0, 3)) {
      const start = noon - 6 * hour;
      const rhythm = wave(8, seed / 5);
      const value = (at: number) => 55 + rhythm(at) + leakFrom(start, 3)(at);
      const verdict = lastVerdict(aSeries({ days: 8, seed, noise: 0.5, memory: 0.5 }, value), start, 30 * minute);
      let reached = noon;
      while (value(reached) < 90) reached += minute;
      expect(verdict?.reachesInMs, `seed ${seed}`).toBeGreaterThan((reached - noon) * 0.8);
      expect(verdict?.reachesInMs, `seed ${seed}`).toBeLessThan((reached - noon) * 1.2);
    }
  });

  it('that goes on for days is no rhythm', () => {
    const series = aSeries({ days: 8, seed: 3, noise: 0.3 }, leakFrom(noon - 7 * day, 0.5));
    expect(judgeTrend(series, noon, options)).toMatchObject({ perHour: expect.closeTo(0.5, 1) });
  });

  it('downwards is told where that is the way to the limit, and not otherwise', () => {
    const series = aSeries({ days: 8, seed: 1, noise: 0.5 }, (at) => 97 - leakFrom(noon - 4 * hour, 8)(at));
    const down = { ...options, limit: 30, direction: 'down' as const };
    expect(judgeTrend(series, noon, down)).toMatchObject({ perHour: expect.closeTo(-8, 0) });
    expect(judgeTrend(series, noon, options)).toBeNull();
  });

  it('is over when it stops, when the limit is passed, and when nothing comes any more', () => {
    const leak = leakFrom(noon - 6 * hour, 4);
    const open = { ...options, isOpen: true };
    const stopped = aSeries({ days: 8, seed: 1, noise: 0.4 }, (at) => 60 + Math.min(leak(at), leak(noon - 3 * hour)));
    expect(judgeTrend(stopped, noon, open)).toBeNull();
    const passed = aSeries({ days: 8, seed: 1, noise: 0.4 }, (at) => 70 + leak(at));
    expect(judgeTrend(passed, noon, open)).toBeNull();
    const going = aSeries({ days: 8, seed: 1, noise: 0.4 }, (at) => 60 + leak(at));
    expect(judgeTrend(going, noon, open)).not.toBeNull();
    expect(judgeTrend(going, noon + hour, open)).toBeNull();
  });

  it('is seen in what is remembered of the days as in the days themselves', () => {
    const series = aSeries({ days: 8, seed: 2, noise: 0.5 }, (at) => 60 + leakFrom(noon - 3 * hour, 6)(at));
    const memory = new TrendMemory();
    memory.add(series.slice(-600));
    memory.addPast(series.slice(0, -600));
    expect(memory.minutes().length).toBeLessThan(2500);
    const [whole, remembered] = [series, memory.minutes()].map((minutes) => judgeTrend(minutes, noon, options));
    expect(remembered?.reachesInMs).toBeGreaterThan((whole?.reachesInMs ?? 0) * 0.9);
    expect(remembered?.reachesInMs).toBeLessThan((whole?.reachesInMs ?? 0) * 1.1);
  });
});

describe('no trend', () => {
  /** Looked at every half hour of the last day. */
  function firings(series: ReturnType<typeof aSeries>): number {
    const times = Array.from({ length: 36 }, (_, index) => noon - index * 40 * minute);
    return times.filter((now) => judgeTrend(series, now, options) !== null).length;
  }

  it.each([0, 0.9, 0.98])('is in noise, of which the next sample has %d', (memory) => {
    for (const seed of seeds) {
      expect(firings(aSeries({ days: 8, seed, noise: 1.5, memory }, () => 62)), `seed ${seed}`).toBe(0);
    }
  });

  it.each([1.2, 3, 8])('is in the rhythm of a day of which %d days are known', (days) => {
    for (const seed of seeds) {
      const series = aSeries({ days, seed, noise: 0.5, memory: 0.8 }, (at) => 60 + wave(18, seed / 5)(at));
      const since = Math.min(36, Math.floor(((days - 1.05) * day) / (40 * minute)));
      const times = Array.from({ length: since }, (_, index) => noon - index * 40 * minute);
      expect(
        times.filter((now) => judgeTrend(series, now, options) !== null),
        `seed ${seed}`,
      ).toEqual([]);
    }
  });

  it('is in weekdays that differ', () => {
    const busy = (at: number) => (new Date(at).getUTCDay() === 2 ? Math.max(0, wave(30, -0.25)(at)) : 0);
    expect(firings(aSeries({ days: 8, seed: 4, noise: 0.5 }, (at) => 50 + busy(at)))).toBe(0);
  });

  it('is in a step, wherever it is', () => {
    for (const sinceMs of [5, 10, 20, 30, 60, 120, 180, 300, 400].map((minutes) => minutes * minute)) {
      const series = aSeries({ days: 8, seed: 5, noise: 0.5 }, (at) => (at > noon - sinceMs ? 80 : 60));
      expect(judgeTrend(series, noon, options), `${sinceMs} ms ago`).toBeNull();
    }
  });

  it('is in one sample, in none, or in one number for ever', () => {
    expect(judgeTrend([], noon, options)).toBeNull();
    expect(judgeTrend([{ at: noon - minute, value: 89 }], noon, options)).toBeNull();
    expect(
      judgeTrend(
        aSeries({ days: 8, seed: 1, noise: 0 }, () => 89),
        noon,
        options,
      ),
    ).toBeNull();
  });
});
