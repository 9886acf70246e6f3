import { type Memory, takeCell } from './memory.ts';
import { createTail } from './tail.ts';

const dayMs = 86_400_000;
/** Time over which the size of what is usual is averaged; shorter, and every noisy day makes the next one normal. */
const scaleMs = 14 * dayMs;
/** Largest surprise that one sign tells of, about 1 in 300: how rare the rarest is cannot be known from a past of weeks. */
export const mostSurprise = 2.5;
/**
 * What is rarer than 1 in 100 comes in clusters, and a cluster is one event: its samples count for less. Nearer to `mostSurprise`,
 * a cluster counts in full up to where the sign says its most, and the next one is hardly rare any more.
 */
const rareSurprise = 2;
const rareWeight = 0.2;

/** One way in which a sample can be unusual, under its own past. */
export interface Sign {
  /**
   * -log10 of the chance of at least this magnitude, up to `mostSurprise`. Learns the magnitude afterwards; `trust`: how much
   * of a sample it counts for, 1 unless something is wrong with it.
   */
  judge(magnitude: number, elapsedMs: number, trust?: number): number;
  fade(share: number): void;
}

export function createSign(memory: Memory, most = mostSurprise): Sign {
  const tail = createTail(memory);
  const scale = takeCell(memory);
  const count = takeCell(memory);
  return {
    judge(magnitude, elapsedMs, trust = 1) {
      if (magnitude === 0) {
        tail.learn(0, trust);
        return 0;
      }
      // The first that is not 0 says of what size they are, not how large one can be.
      const usual = scale.value === 0 ? magnitude : scale.value;
      const surprise = -Math.log10(tail.chance(magnitude / usual));
      const weight = trust * (surprise > rareSurprise ? rareWeight : 1);
      tail.learn(magnitude / usual, weight);
      count.value += weight;
      const share = Math.min(1, Math.max(1 / count.value, elapsedMs / scaleMs) * weight);
      scale.value = usual + share * (Math.min(magnitude, 8 * usual) - usual);
      return Math.min(surprise, most);
    },
    fade: tail.fade,
  };
}
