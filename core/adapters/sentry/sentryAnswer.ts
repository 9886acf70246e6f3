/** What Sentry's answer means for one event. Sentences go on after "Sentry …" and are fit to be shown. */
export type Verdict =
  | { kind: 'taken' }
  /** This event is never taken; others may be. */
  | { kind: 'refused'; why: string }
  /** Nothing is taken just now. */
  | { kind: 'closed'; why: string };

/** `body`: its beginning. */
export function verdictOf(status: number, body: string): Verdict {
  if (status >= 200 && status < 300) {
    // A proxy's page of its own comes with 200 as well.
    if (isObject(body)) return { kind: 'taken' };
    return { kind: 'closed', why: `answered ${status}, but not as it does; a proxy may be in between` };
  }
  // It has it already.
  if (status === 409) return { kind: 'taken' };
  if (status === 429) return { kind: 'closed', why: 'asks to send more slowly' };
  if (status === 408 || status >= 500) return { kind: 'closed', why: `cannot take errors just now (${status})` };
  if (status === 401 || status === 403) {
    return { kind: 'closed', why: `does not take its DSN (${status}); enter the one that the project shows` };
  }
  if (status === 404 || status === 405 || status === 410) {
    return {
      kind: 'closed',
      why: `is not found where its DSN leads (${status}); enter the one that the project shows`,
    };
  }
  if (status >= 400)
    return { kind: 'refused', why: status === 413 ? 'it is too large (413)' : `it answered ${status}` };
  return { kind: 'closed', why: `answered with a redirect (${status}); a proxy may be in between` };
}

function isObject(body: string): boolean {
  return /^\s*\{/.test(body);
}
