import type { Result } from '../../shared/problem.ts';

/** One step of a host's start: what it opened, or why the program ends before it has begun. */
export type Opening<T> = { ok: true; value: T } | { ok: false; exitCode: number; sentences: string[] };

/** Wrong input. */
export const usageExit = 2;
/** The surroundings do not let it run. */
export const failureExit = 1;

/** A start that ends with these sentences. */
export function ends(exitCode: number, ...sentences: string[]): { ok: false; exitCode: number; sentences: string[] } {
  return { ok: false, exitCode, sentences };
}

/** A result as a step of the start. */
export function step<T>(result: Result<T>, exitCode = failureExit): Opening<T> {
  return result.ok ? result : ends(exitCode, result.error.message);
}
