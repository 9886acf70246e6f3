import type { Clock } from '../core/clock.ts';
import { isSupervised, restartCode } from '../core/host/restartCode.ts';

/** The page that asked is answered first. */
const afterMs = 200;

/** Ends this process so that it is started again; null where nobody would do that. `end` ends in good order. */
export function createRestart(
  env: Record<string, string | undefined>,
  clock: Clock,
  end: (exitCode: number) => void,
): ((demo: boolean | null) => void) | null {
  if (!isSupervised(env)) return null;
  return (demo) => {
    clock.after(afterMs, () => end(restartCode(demo)));
  };
}
