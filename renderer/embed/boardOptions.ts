import type { Density, Theme } from '../store/preferences.ts';

export type BoardView = 'overview' | 'table' | 'timeline';

/** Which Watchkeeper, and what opens it. */
export interface BoardAddress {
  /** Origin, e.g. `https://watch.example.com`. */
  host: string;
  token: string;
}

export interface BoardOptions {
  view: BoardView;
  theme: Theme;
  density: Density;
  /** Null with a `problem` that says what the page has to change. */
  address: BoardAddress | null;
  problem: string | null;
}

/** Attributes that make a difference; each may change at any time. */
export const boardAttributes = ['host', 'token', 'view', 'theme', 'density'] as const;

/** What the attributes ask for. `scriptUrl` is where the element itself came from, which is the host unless another is named. */
export function readBoardOptions(attribute: (name: string) => string | null, scriptUrl: string): BoardOptions {
  const host = originOf(attribute('host') || scriptUrl);
  const token = attribute('token')?.trim() ?? '';
  const problem =
    host === null
      ? 'Its attribute “host” must be the address of Watchkeeper, such as https://watch.example.com.'
      : token === ''
        ? 'Its attribute “token” is missing: Watchkeeper tells nothing to those who do not bring one.'
        : // Others cannot be sent at all, which would look as if the host were down.
          /^[\x21-\x7e]+$/.test(token)
          ? null
          : 'Its attribute “token” holds spaces or letters that no token has.';
  return {
    view: oneOf(['overview', 'table', 'timeline'], attribute('view')),
    theme: oneOf(['system', 'dark', 'light'], attribute('theme')),
    density: oneOf(['comfortable', 'compact'], attribute('density')),
    address: problem === null && host !== null ? { host, token } : null,
    problem,
  };
}

function originOf(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && /^https?:$/.test(url.protocol) ? url.origin : null;
}

/** The first is what an absent or unknown word means. */
function oneOf<T extends string>(known: readonly [T, ...T[]], word: string | null): T {
  return known.find((each) => each === word) ?? known[0];
}
