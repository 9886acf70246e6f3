import { type Memory, takeCell } from './memory.ts';

/**
 * The level of a series, apart from its rhythm. A series that is never negative is its rhythm times the level: at twice the
 * traffic the day swings twice as much. One that can be negative is its rhythm plus the level.
 */
export interface Level {
  isSigned(): boolean;
  /** The value without the level. */
  toShape(value: number): number;
  toValue(shape: number): number;
  /** Moves the level to where `shape` would be `expected`, by a share of the way. */
  follow(shape: number, expected: number, meanSquare: number, share: number): void;
  /** From now on, what was `before` is `after`. Returns what turns shapes of the time since then into the new ones. */
  shift(before: number, after: number): (shape: number) => number;
  /** The first negative value makes it a sum. Returns what turns the shapes so far into the new ones. */
  becomeSigned(): (shape: number) => number;
}

const product = 0;
const sum = 1;
/** A single sample moves the level by a fifth at most. */
const longestStride = 0.2;

export function createLevel(memory: Memory): Level {
  const kind = takeCell(memory, product);
  const level = takeCell(memory, 1);
  const isSigned = () => kind.value === sum;
  return {
    isSigned,
    toShape: (value) => (isSigned() ? value - level.value : value / level.value),
    toValue: (shape) => (isSigned() ? shape + level.value : shape * level.value),
    follow(shape, expected, meanSquare, share) {
      if (isSigned()) {
        level.value += share * (shape - expected);
        return;
      }
      // Normalised least mean squares: the quiet hours of a rhythm say little of its level.
      if (meanSquare === 0) return;
      const stride = (share * (shape - expected) * expected) / meanSquare;
      level.value *= 1 + Math.max(-longestStride, Math.min(longestStride, stride));
    },
    shift(before, after) {
      if (isSigned()) {
        level.value += after - before;
        return (shape) => shape - (after - before);
      }
      const ratio = after / before;
      level.value *= ratio;
      return (shape) => shape / ratio;
    },
    becomeSigned() {
      const factor = level.value;
      kind.value = sum;
      level.value = 0;
      return (shape) => shape * factor;
    },
  };
}
