import type { Result } from '../../shared/problem.ts';

/** The value of a success; a failure fails the test with its own sentence. */
export function successOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}
