import { useFreshness } from '../shell/useFreshness.ts';

/** What a zero may be called right now: `quiet` only while everything is watched, `unknown` while nothing is. */
export type Quiet = 'quiet' | 'asFarAsKnown' | 'unknown';

/** Nothing on the Board may say that all is well when nobody has looked. */
export function useQuiet(): Quiet {
  const { watch } = useFreshness();
  if (watch === 'live') return 'quiet';
  return watch === 'late' ? 'asFarAsKnown' : 'unknown';
}
