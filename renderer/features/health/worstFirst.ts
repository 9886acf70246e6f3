import type { Tone } from './sourceWords.ts';

const order: Record<Tone, number> = { bad: 0, warning: 1, waiting: 2, good: 3, off: 4 };

/** Trouble first; what is alike stays in its order. */
export function worstFirst<T>(items: readonly T[], toneOf: (item: T) => Tone): T[] {
  return [...items].sort((one, other) => order[toneOf(one)] - order[toneOf(other)]);
}
