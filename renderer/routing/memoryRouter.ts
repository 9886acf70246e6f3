import type { Location, Router } from './router.ts';

interface MemoryRouterOptions {
  /** Origin of Watchkeeper itself; links lead there, whoever's page this is. */
  home: string;
  /** Path that is shown first. */
  start: string;
  /** Where a path is shown in here, which may be under another one; null: only Watchkeeper itself shows it. */
  inside: (to: string) => string | null;
  /** Opens an address beside the page that one is on. */
  openBeside: (href: string) => void;
}

/** A router without an address of its own, for an interface inside somebody else's page: their history is not touched. */
export function createMemoryRouter({ home, start, inside, openBeside }: MemoryRouterOptions): Router {
  const listeners = new Set<() => void>();
  let location = read(start, null);
  return {
    home,
    current: () => location,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    navigate(to, { behind = null } = {}) {
      const path = inside(to);
      if (path === null) return openBeside(hrefOf(to, home));
      location = read(path, behind);
      for (const listener of listeners) listener();
    },
    link: (to) => ({ href: hrefOf(to, home), leads: inside(to) === null ? 'outside' : 'inside' }),
  };
}

const hrefOf = (to: string, home: string) => new URL(to, home).href;

function read(path: string, behind: string | null): Location {
  const { pathname, search } = new URL(path, 'http://inside');
  return { pathname, search, behind };
}
