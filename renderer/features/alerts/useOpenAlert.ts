import { useCallback } from 'react';
import { alertPath, parseRoute } from '../../routing/route.ts';
import { useServices } from '../../services.tsx';

/** Opens an alert beside the page one is on, with the filter kept; going from one to the next is one history entry. */
export function useOpenAlert(): (id: string) => void {
  const { router } = useServices();
  return useCallback(
    (id) => {
      const { pathname, search, behind } = router.current();
      const { page, alertId } = parseRoute(pathname, behind);
      router.navigate(alertPath(id) + search, {
        replace: alertId !== null,
        behind: page === 'board' ? 'board' : null,
      });
    },
    [router],
  );
}
