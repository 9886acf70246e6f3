import { useSyncExternalStore } from 'react';
import { useServices } from '../services.tsx';
import { parseRoute, type Route } from './route.ts';
import type { Location } from './router.ts';

export function useLocation(): Location {
  const { router } = useServices();
  return useSyncExternalStore(router.subscribe, router.current);
}

export function useRoute(): Route {
  const { pathname, behind } = useLocation();
  return parseRoute(pathname, behind);
}
