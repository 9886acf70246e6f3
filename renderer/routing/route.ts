export type Page =
  | 'board'
  | 'alerts'
  | 'quiet'
  | 'delivery'
  | 'jobs'
  | 'report'
  | 'health'
  | 'setup'
  | 'rules'
  | 'learning'
  | 'notFound';

export interface Route {
  /** The page to draw; with an open alert, the one that stays behind it. */
  page: Page;
  alertId: string | null;
}

const pages: Record<string, Page> = {
  '': 'board',
  alerts: 'alerts',
  quiet: 'quiet',
  delivery: 'delivery',
  jobs: 'jobs',
  report: 'report',
  health: 'health',
  setup: 'setup',
  rules: 'rules',
  learning: 'learning',
};

export const pathOf: Record<Exclude<Page, 'notFound'>, string> = {
  board: '/',
  alerts: '/alerts',
  quiet: '/quiet',
  delivery: '/delivery',
  jobs: '/jobs',
  report: '/report',
  health: '/health',
  setup: '/setup',
  rules: '/rules',
  learning: '/learning',
};

/** What a path shows. An alert opened from the Board keeps the Board behind it (`behind`, from the history entry). */
export function parseRoute(pathname: string, behind: unknown = null): Route {
  const [first = '', second, ...more] = pathname.replace(/^\/|\/$/g, '').split('/');
  const page = Object.hasOwn(pages, first) ? pages[first] : undefined;
  if (page === undefined || more.length > 0) return { page: 'notFound', alertId: null };
  if (second === undefined) return { page, alertId: null };
  if (page !== 'alerts') return { page: 'notFound', alertId: null };
  const alertId = decode(second);
  if (alertId === null) return { page: 'notFound', alertId: null };
  return { page: behind === 'board' ? 'board' : 'alerts', alertId };
}

export function alertPath(id: string): string {
  return `/alerts/${encodeURIComponent(id)}`;
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
