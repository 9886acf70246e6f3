import { type Cell, type Memory, takeCell } from './memory.ts';

/** Share by which an exponential mean over `overMs` moves towards a sample that stands for `elapsedMs`. */
type ShareOf = (elapsedMs: number, overMs: number) => number;

/** Samples mostly come evenly: the last share is kept, as an exponential takes longer than all else of a mean. */
export function createShareOf(): ShareOf {
  let [elapsed, over, share] = [Number.NaN, Number.NaN, Number.NaN];
  return (elapsedMs, overMs) => {
    if (elapsedMs !== elapsed || overMs !== over) {
      [elapsed, over, share] = [elapsedMs, overMs, 1 - Math.exp(-elapsedMs / overMs)];
    }
    return share;
  };
}

/** An exponential mean; the plain mean of all samples for as long as they are few. */
export interface Mean {
  /** NaN before the first sample. */
  readonly value: number;
  /** Takes a sample in and returns the mean with it. */
  add(sample: number, elapsedMs: number, overMs: number): number;
  change(by: (value: number) => number): void;
}

export function createMean(memory: Memory): Mean {
  return new ExponentialMean(takeCell(memory, Number.NaN), takeCell(memory));
}

class ExponentialMean implements Mean {
  readonly #mean: Cell;
  readonly #count: Cell;
  readonly #shareOf = createShareOf();

  constructor(mean: Cell, count: Cell) {
    this.#mean = mean;
    this.#count = count;
  }

  get value(): number {
    return this.#mean.value;
  }

  add(sample: number, elapsedMs: number, overMs: number): number {
    const count = this.#count.value + 1;
    this.#count.value = count;
    const before = count === 1 ? sample : this.#mean.value;
    const mean = before + Math.max(1 / count, this.#shareOf(elapsedMs, overMs)) * (sample - before);
    this.#mean.value = mean;
    return mean;
  }

  change(by: (value: number) => number): void {
    this.#mean.value = by(this.#mean.value);
  }
}
