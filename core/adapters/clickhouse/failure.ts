import { TooLongError } from './readText.ts';

/** What went wrong between us and ClickHouse, as it was met; `problemOf` makes words of it. */
export type Failure =
  /** ClickHouse answered with an exception. */
  | { kind: 'exception'; exception: number; text: string }
  /** Something answered that is not ClickHouse, or not all of an answer came. */
  | { kind: 'answer'; what: string }
  /** The request never got an answer: an error code of Node's network or TLS. */
  | { kind: 'network'; code: string }
  /** Our own deadline passed, or we were stopped. */
  | { kind: 'aborted'; deadline: boolean }
  /** The server's version is known and too low. */
  | { kind: 'tooOld'; version: string };

/** What a thrown error of the HTTP client stands for. */
export function failureOf(error: unknown, signal: AbortSignal): Failure {
  if (signal.aborted) return { kind: 'aborted', deadline: isDeadline(signal.reason) };
  const code = networkCode(error);
  if (code !== null) return { kind: 'network', code };
  if (error instanceof TooLongError) return { kind: 'answer', what: 'an answer without end' };
  return { kind: 'answer', what: 'an answer that could not be read' };
}

function isDeadline(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError';
}

/** Happy Eyeballs reports one error for each address tried; the first speaks for all. */
function networkCode(error: unknown): string | null {
  if (error instanceof AggregateError) return networkCode(error.errors[0]);
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  // The client's own deadline carries no code.
  if (error.message === 'Timeout error.') return 'ETIMEDOUT';
  return error.cause === undefined ? null : networkCode(error.cause);
}

/** Reads the exception out of an answer, from its header where there is one, else from the text's own "Code: N.". */
export function exceptionIn(text: string, header: string | null): Failure | null {
  const inText = /\bCode: (\d{1,4})[.,]/.exec(text);
  const exception = Number(header ?? inText?.[1]);
  return Number.isInteger(exception) && exception > 0 ? { kind: 'exception', exception, text } : null;
}
