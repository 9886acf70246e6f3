import { type Memory, takeCell } from './memory.ts';

/** How likely a series' own past makes a magnitude. */
export interface Tail {
  /** Chance of a magnitude of at least this, 0..1. */
  chance(magnitude: number): number;
  /** The magnitude that is reached with this small chance; null before there is one. */
  quantile(chance: number): number | null;
  learn(magnitude: number, weight: number): void;
  /** Keeps this share of what was learned. */
  fade(share: number): void;
}

const binsPerOctave = 8;
const lowestOctave = -2;
const highestOctave = 10;
const bins = (highestOctave - lowestOctave) * binsPerOctave;
const lowest = 2 ** lowestOctave;
const highest = 2 ** highestOctave;
const binWidth = Math.LN2 / binsPerOctave;
/** Where each bin begins. */
const edges = Float64Array.from({ length: bins + 2 }, (_, bin) => lowest * 2 ** ((bin - 1) / binsPerOctave));

/** The tail is the largest fiftieth of what was seen, and at least so many samples. */
const tailShare = 0.02;
const tailSamples = 20;
/** A Gaussian's magnitudes that far out have an index of 0.13: much lighter tails are not believed in. */
const leastIndex = 0.1;
const priorIndex = 0.2;
const priorWeight = 10;

/**
 * A histogram of magnitudes in bins of equal ratio, continued beyond its largest fiftieth as a power law whose index is Hill's
 * estimate (Hill 1975; the extrapolation is Weissman's, 1978). Magnitudes are multiples of something that makes them about 1.
 */
export function createTail(memory: Memory): Tail {
  const seen = takeCell(memory);
  // The first: below the lowest bin.
  const counts = memory.take(bins + 1);
  // The highest bin that was ever reached: above it there is nothing to look at.
  const top = takeCell(memory);

  // The lowest bin of the tail, its samples and its index: they hold until it gains one or more samples are wanted.
  let first = 0;
  let above = 0;
  let index = 0;

  function findTail(wanted: number): void {
    above = 0;
    let logs = 0;
    for (let bin = top.value; bin >= 1 && above < wanted; bin--) {
      const count = counts[bin] as number;
      if (count === 0) continue;
      above += count;
      logs += count * bin;
      first = bin;
    }
    const excess = (logs - above * (first - 0.5)) * binWidth;
    index = Math.max(leastIndex, (excess + priorIndex * priorWeight) / (above + priorWeight));
  }

  /** Where the power law begins, its share and its index; null when nothing was large enough for a bin. */
  function law(): { from: number; share: number; index: number } | null {
    const wanted = Math.max(tailSamples, tailShare * seen.value);
    if (above < wanted) findTail(wanted);
    if (above === 0) return null;
    return { from: edges[first] as number, share: Math.min(1, (above + 1) / (seen.value + 2)), index };
  }

  return {
    chance(asked) {
      const magnitude = Math.min(asked, highest);
      // Few samples do not tell how rare something is.
      const least = (seen.value + 1) ** -1.5;
      const tail = law();
      if (tail === null) return magnitude < lowest ? 1 : Math.max(least, 1 / (seen.value + 2));
      const bin = binOf(magnitude);
      let above = 0;
      for (let each = top.value; each > bin; each--) above += counts[each] as number;
      if (magnitude > tail.from) {
        const beyond = tail.share * (magnitude / tail.from) ** (-1 / tail.index);
        return Math.max(least, beyond, above / (seen.value + 1));
      }
      const part = bin === 0 ? 1 : Math.min(1, Math.log((edges[bin + 1] as number) / magnitude) / binWidth);
      return Math.max(tail.share, (above + (counts[bin] as number) * part) / (seen.value + 1));
    },
    quantile(chance) {
      const tail = law();
      return tail && tail.from * (tail.share / Math.min(tail.share, chance)) ** tail.index;
    },
    learn(magnitude, weight) {
      seen.value += weight;
      const bin = binOf(magnitude);
      counts[bin] = (counts[bin] as number) + weight;
      if (bin > top.value && weight > 0) top.value = bin;
      if (bin >= first) above = 0;
    },
    fade(share) {
      seen.value *= share;
      for (let bin = 0; bin <= bins; bin++) counts[bin] = (counts[bin] as number) * share;
      above = 0;
    },
  };
}

function binOf(magnitude: number): number {
  if (!(magnitude >= lowest)) return 0;
  return Math.min(bins, 1 + Math.floor((Math.log2(magnitude) - lowestOctave) * binsPerOctave));
}
