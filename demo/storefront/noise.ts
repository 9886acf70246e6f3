const goldenRatio = 0.618_033_988_749_894_9;
/** Inverse of the plastic number: moves the sequences of different salts apart. */
const saltStep = 0.754_877_666_246_692_7;

/**
 * Multiples of the golden ratio modulo 1: irregular to the eye, in [0, 1), and spread evenly over it by any few
 * neighbours. `salt` gives another sequence.
 */
export function evenly(index: number, salt: number): number {
  const value = index * goldenRatio + salt * saltStep;
  return value - Math.floor(value);
}

/**
 * Noise in [−1, 1]. Being bounded and showing its whole width in any dozen of windows, it teaches a baseline how much the
 * shop wavers; independent draws would pass three standard deviations of twelve neighbours twenty times a day.
 */
export function noise(index: number, salt: number): number {
  return evenly(index, salt) * 2 - 1;
}
