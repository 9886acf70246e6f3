import { implement } from '@orpc/server';
import { contract } from '../../shared/contract.ts';
import type { Problem } from '../../shared/problem.ts';
import type { Log } from '../log.ts';
import { clientError, failure } from './apiError.ts';

export type ContractImplementer = ReturnType<typeof implementContract>;

/**
 * A page has a handful of questions under way, and one stream; a hundred people have some more. What goes far beyond has
 * gone wrong, and would take memory and sockets from the watch.
 */
const mostAtOnce = 100;
export const tooMany: Problem = {
  code: 'rateLimited',
  retryable: true,
  message: 'Watchkeeper is asked more than it can answer at once, so this was not done. Try again in a moment.',
};

/** The contract to be filled: so many questions at once, and every error as a client may see it. */
export function implementContract(log: Log) {
  let underWay = 0;
  return implement(contract).use(async ({ next, path }) => {
    if (underWay >= mostAtOnce) throw failure(tooMany);
    underWay++;
    try {
      return await next();
    } catch (error) {
      throw clientError(error, path.join('.'), log);
    } finally {
      underWay--;
    }
  });
}
