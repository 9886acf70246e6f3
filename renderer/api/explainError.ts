import { ORPCError } from '@orpc/client';

/** The sign-in link was never used here, or its token has changed. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ORPCError && error.status === 401;
}

export function isNotFound(error: unknown): boolean {
  return error instanceof ORPCError && error.status === 404;
}

/** One sentence for a failed request: what happened and what to do. */
export function explainError(error: unknown): string {
  if (isSignedOut(error)) return 'This page is signed out. Open the link that Watchkeeper printed when it started.';
  if (error instanceof ORPCError) {
    // The host's own sentences are written for people; bare status texts are not.
    if (error.defined || /\s.*\.$/.test(error.message)) return error.message;
    return `Watchkeeper answered with an error (${error.status}). Its log says more.`;
  }
  return 'Watchkeeper did not answer. It may have stopped, or the network is down.';
}
