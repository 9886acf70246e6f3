import { randomBytes, timingSafeEqual } from 'node:crypto';

/** Stands in for the token where others can read along: it lets one browser in, once and soon. */
export interface Invitation {
  code: string;
  /** True for the code, the first time and in time. */
  take(candidate: string): boolean;
}

/** A browser that has to be started first takes its time on a slow machine. */
const validMs = 2 * 60_000;

/**
 * For the browser that is opened here: every account of a machine can read the arguments of every program, and a browser
 * keeps its first address there for as long as it runs.
 */
export function createInvitation(now: () => number): Invitation {
  const code = randomBytes(24).toString('base64url');
  const until = now() + validMs;
  let taken = false;
  return {
    code,
    take(candidate) {
      const [given, right] = [Buffer.from(candidate), Buffer.from(code)];
      if (taken || now() > until || given.length !== right.length || !timingSafeEqual(given, right)) return false;
      taken = true;
      return true;
    },
  };
}
