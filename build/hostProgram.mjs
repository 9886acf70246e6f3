import { join } from 'node:path';
import { root } from './paths.mjs';

/**
 * How the pinned Node runs the browser host. New objects get 2 MB instead of the usual 16: that takes a quarter of its memory
 * with ten thousand alerts, and a check costs the same (`node --max-semi-space-size=… test/bench/hostCycle.ts`).
 */
export const hostProgram = [
  '--disable-warning=ExperimentalWarning',
  '--max-semi-space-size=2',
  join(root, 'server', 'main.ts'),
];

/**
 * What Node has stripped of its types and compiled once it takes from here, so that a later start costs a third and does not
 * hold the compiler of types in memory. Node itself sees when a source has changed.
 */
export const hostEnvironment = { NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'watchkeeper') };
