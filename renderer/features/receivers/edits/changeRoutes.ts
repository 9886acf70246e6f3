import type { DeliverySettings } from '../../../../shared/delivery/deliverySettings.ts';
import type { Route } from '../../../../shared/delivery/route.ts';

type Change = (route: Route) => Partial<Omit<Route, 'routes'>>;

/** The tree with every route changed; the built-in routes stay as they are. */
export function changeRoutes(routes: DeliverySettings['routes'], change: Change): DeliverySettings['routes'] {
  const changed = (route: Route): Route => ({ ...route, ...change(route), routes: route.routes.map(changed) });
  return routes === null ? null : changed(routes);
}
