import { useCallback, useMemo } from 'react';
import { pathOf } from '../../routing/route.ts';
import { useLocation, useRoute } from '../../routing/useLocation.ts';
import { useServices } from '../../services.tsx';
import { type AlertFilter, allAlerts, boardAlerts, readFilter, writeFilter } from './alertFilter.ts';

export interface AlertFilterControl {
  filter: AlertFilter;
  defaults: AlertFilter;
  /** Changes parts of the filter; typing replaces the history entry, a choice adds one. */
  change(part: Partial<AlertFilter>, options?: { replace?: boolean }): void;
  clear(): void;
}

/** The filter that the address holds; the address is the only place it is kept. */
export function useAlertFilter(): AlertFilterControl {
  const { router } = useServices();
  const { page } = useRoute();
  const { search } = useLocation();
  const defaults = page === 'board' ? boardAlerts : allAlerts;
  const filter = useMemo(() => readFilter(search, defaults), [search, defaults]);

  const change = useCallback<AlertFilterControl['change']>(
    (part, { replace = false } = {}) => {
      const { pathname, search: present, behind } = router.current();
      const next = writeFilter({ ...readFilter(present, defaults), ...part }, defaults);
      // From a page without rows, a search leads to the rows.
      const path = page === 'board' || page === 'alerts' ? pathname : pathOf.alerts;
      if (path === pathname && next === present) return;
      // Back leads to the page that it was begun on.
      router.navigate(path + next, { replace: replace && path === pathname, behind });
    },
    [router, defaults, page],
  );
  const clear = useCallback(
    () => change({ ...defaults, sort: filter.sort, direction: filter.direction }),
    [change, defaults, filter.sort, filter.direction],
  );
  return { filter, defaults, change, clear };
}
