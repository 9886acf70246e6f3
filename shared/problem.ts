import { z } from 'zod';

/** Expected failures, classified once at the adapter. */
export const ErrorCode = z.enum([
  'auth',
  'unreachable',
  'dns',
  'tls',
  'timeout',
  'aborted',
  'rateLimited',
  'missingDatabase',
  'missingTable',
  'missingColumn',
  'notAllowed',
  'tooOld',
  'badQuery',
  'badAnswer',
  'storage',
  'notConfigured',
  'unknown',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** An expected failure as a value: `message` is one sentence a person understands, without any secret. */
export interface Problem {
  code: ErrorCode;
  retryable: boolean;
  message: string;
}

export type Result<T> = { ok: true; value: T } | { ok: false; error: Problem };

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export const failed = (code: ErrorCode, message: string, retryable = true): { ok: false; error: Problem } => ({
  ok: false,
  error: { code, retryable, message },
});
