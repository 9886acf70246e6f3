import { seededRandom } from '../../support/seededRandom.ts';

/** Random draws that are the same on every run with a seed. */
export interface Draws {
  /** 0 up to 1. */
  share(): number;
  between(low: number, high: number): number;
  normal(): number;
  poisson(mean: number): number;
  binomial(trials: number, share: number): number;
  pick<T>(items: readonly T[]): T;
}

/** Above this a count is drawn as the normal it nearly is. */
const smallMean = 40;

export function createDraws(seed: number): Draws {
  const share = seededRandom(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - share())) * Math.cos(2 * Math.PI * share());
  const poisson = (mean: number) => {
    if (mean <= 0) return 0;
    if (mean > smallMean) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = share(); product > limit; product *= share()) count++;
    return count;
  };
  return {
    share,
    normal,
    poisson,
    between: (low, high) => low + (high - low) * share(),
    binomial(trials, part) {
      const mean = trials * part;
      if (mean > smallMean && trials - mean > smallMean) {
        const drawn = Math.round(mean + Math.sqrt(mean * (1 - part)) * normal());
        return Math.min(trials, Math.max(0, drawn));
      }
      let count = 0;
      for (let trial = 0; trial < trials; trial++) if (share() < part) count++;
      return count;
    },
    pick(items) {
      const item = items[Math.floor(share() * items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
}
