import { ORPCError, ValidationError } from '@orpc/server';
import type { z } from 'zod';
import { type InputProblem, inputProblems } from '../../shared/issueSentence.ts';
import type { Problem, Result } from '../../shared/problem.ts';
import { InvalidCursorError } from '../alerts/invalidCursorError.ts';
import { StorageError } from '../alerts/storageError.ts';
import type { Log } from '../log.ts';

/** 400: `data.field` is the first field that is wrong, `data.issues` are all of them. */
export function badInput(problems: InputProblem[]): ORPCError<'BAD_REQUEST', unknown> {
  const message = problems.map(({ path, message }) => `${path === '' ? 'The request' : path} ${message}.`).join(' ');
  return new ORPCError('BAD_REQUEST', {
    message,
    data: { field: problems[0]?.path ?? '', issues: problems },
  });
}

/** An expected failure beyond the request itself: 503 where trying again may help, 409 where something has to change first. */
export function failure(problem: Problem): ORPCError<string, unknown> {
  return new ORPCError(problem.retryable ? 'SERVICE_UNAVAILABLE' : 'CONFLICT', {
    message: problem.message,
    data: { code: problem.code, retryable: problem.retryable },
  });
}

export function notFound(message: string): ORPCError<'NOT_FOUND', unknown> {
  return new ORPCError('NOT_FOUND', { message });
}

/** What a client may see of any error; what it may not see goes to the log. */
export function clientError(error: unknown, operation: string, log: Log): unknown {
  if (error instanceof InvalidCursorError) return badInput([{ path: 'cursor', message: error.message }]);
  if (error instanceof StorageError) return failure(error.problem);
  if (error instanceof ORPCError) {
    const cause: unknown = error.cause;
    if (error.code === 'BAD_REQUEST' && cause instanceof ValidationError) {
      return badInput(inputProblems(cause.issues as readonly z.core.$ZodIssue[]));
    }
    if (error.status < 500 || !(cause instanceof Error)) return error;
  }
  log.error('A request failed because of a bug', { operation, error });
  return new ORPCError('INTERNAL_SERVER_ERROR', {
    message: 'Watchkeeper failed at this request because of a bug of its own; the log says more. The watch goes on.',
  });
}

/** The value, or the failure as an error. */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw failure(result.error);
  return result.value;
}
