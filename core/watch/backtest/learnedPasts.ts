import type { ShopMemory } from '../../detection/shop/shopMemory.ts';
import type { LearnedState } from '../../monitor/learnedStates.ts';

/** What a judge knows when it begins. */
export interface KnownPast {
  states: LearnedState[];
  memory: ShopMemory;
}

/** The last that was learned: while a limit is dragged, what was before the days in question stays the same. */
export interface LearnedPasts {
  find(key: string): KnownPast | null;
  keep(key: string, known: KnownPast): void;
}

/** One for the settings in force, one for a draft that learns otherwise. */
const mostKept = 2;

export function createLearnedPasts(): LearnedPasts {
  const kept = new Map<string, KnownPast>();
  return {
    find: (key) => kept.get(key) ?? null,
    keep(key, known) {
      kept.delete(key);
      kept.set(key, known);
      for (const oldest of kept.keys()) {
        if (kept.size <= mostKept) break;
        kept.delete(oldest);
      }
    },
  };
}
