/**
 * All that a learner remembers is one block of numbers; each part takes its cells from it at the start, always in the same
 * order. So the state is that block, whole and bit for bit, and cannot grow.
 */
export interface Memory {
  /** The next `count` cells, which hold `initial` in a new memory. */
  take(count: number, initial?: number): Float64Array;
}

export function createMemory(cells: Float64Array, isNew: boolean): Memory {
  let taken = 0;
  return {
    take(count, initial = 0) {
      const part = cells.subarray(taken, taken + count);
      if (part.length < count) throw new Error(`A memory of ${cells.length} cells is too small for a learner's parts.`);
      taken += count;
      if (isNew) part.fill(initial);
      return part;
    },
  };
}

/** A named number in the memory. */
export interface Cell {
  value: number;
}

export function takeCell(memory: Memory, initial = 0): Cell {
  return new MemoryCell(memory.take(1, initial));
}

/** A class, as accessors of its prototype cost nothing, and those of object literals a look-up each. */
class MemoryCell implements Cell {
  readonly #cells: Float64Array;

  constructor(cells: Float64Array) {
    this.#cells = cells;
  }

  get value(): number {
    return this.#cells[0] as number;
  }

  set value(next: number) {
    this.#cells[0] = next;
  }
}
