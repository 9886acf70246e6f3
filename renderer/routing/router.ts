export interface Location {
  pathname: string;
  /** With its question mark, or empty. */
  search: string;
  /** What the history entry carries; see `NavigateOptions.behind`. */
  behind: string | null;
}

interface NavigateOptions {
  /** Changes the present entry instead of adding one, so that typing in a filter does not fill the history. */
  replace?: boolean;
  /** The page that stays drawn behind an opened alert. */
  behind?: string | null;
}

interface RouterLink {
  href: string;
  /** Leads out of what is drawn here, to a page of its own. */
  leads: 'inside' | 'outside';
}

export interface Router {
  current(): Location;
  subscribe(listener: () => void): () => void;
  /** `to` is a path with or without a query string. */
  navigate(to: string, options?: NavigateOptions): void;
  /** The same place as a link has it, for new tabs and for copying. */
  link(to: string): RouterLink;
  /** Origin of Watchkeeper itself, where this is a part of it inside another page; null on its own pages. */
  readonly home: string | null;
}

/** A router over the browser's own history: the address is the view, and nothing else keeps it. */
export function createRouter(browser: Pick<Window, 'location' | 'history' | 'addEventListener'>): Router {
  const listeners = new Set<() => void>();
  const read = (): Location => ({
    pathname: browser.location.pathname,
    search: browser.location.search,
    behind: (browser.history.state as { behind?: string } | null)?.behind ?? null,
  });
  let location = read();
  const renew = () => {
    location = read();
    for (const listener of listeners) listener();
  };
  browser.addEventListener('popstate', renew);
  return {
    current: () => location,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    navigate(to, { replace = false, behind = null } = {}) {
      const state = behind === null ? null : { behind };
      if (replace) browser.history.replaceState(state, '', to);
      else browser.history.pushState(state, '', to);
      renew();
    },
    link: (to) => ({ href: to, leads: 'inside' }),
    home: null,
  };
}
