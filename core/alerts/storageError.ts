import type { Problem } from '../../shared/problem.ts';

/** Thrown by the book, whose answers are plain, when the disk refuses; `problem` says so in words for people. */
export class StorageError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem, cause?: unknown) {
    super(problem.message, { cause });
    this.name = 'StorageError';
    this.problem = problem;
  }
}
