import { plainRoute } from '../../../shared/delivery/builtInRoutes.ts';
import type { Route } from '../../../shared/delivery/route.ts';

/** Where a route stands: the places from the root down; none is the root itself. */
export type RoutePlace = readonly number[];

/** The root is level 1; deeper ones are refused. */
export const mostLevels = 5;

export const placeKey = (place: RoutePlace): string => place.join('.');

/** Its path in the settings, as problems name it. */
export const settingsPathOf = (place: RoutePlace): string =>
  ['delivery.routes', ...place.map((index) => `routes.${index}`)].join('.');

export function withRouteAt(root: Route, place: RoutePlace, edit: (route: Route) => Route): Route {
  const [index, ...rest] = place;
  if (index === undefined) return edit(root);
  return { ...root, routes: root.routes.map((child, at) => (at === index ? withRouteAt(child, rest, edit) : child)) };
}

/** Adds one as the first child: what is particular is asked before what is general. */
export function withNewRoute(root: Route, under: RoutePlace): Route {
  const name = freeName(root);
  return withRouteAt(root, under, (route) => ({
    ...route,
    routes: [plainRoute(name, [{ name: 'type', op: '=', value: '' }]), ...route.routes],
  }));
}

/** The root stays. */
export function withoutRoute(root: Route, place: RoutePlace): Route {
  const index = place.at(-1);
  if (index === undefined) return root;
  return withRouteAt(root, place.slice(0, -1), (parent) => ({
    ...parent,
    routes: parent.routes.filter((_, at) => at !== index),
  }));
}

/** Moves it among its siblings; what would leave them stays where it is. */
export function withMovedRoute(root: Route, place: RoutePlace, by: 1 | -1): Route {
  const index = place.at(-1);
  if (index === undefined) return root;
  return withRouteAt(root, place.slice(0, -1), (parent) => {
    const [one, other] = [parent.routes[index], parent.routes[index + by]];
    if (!one || !other) return parent;
    const routes = [...parent.routes];
    routes[index] = other;
    routes[index + by] = one;
    return { ...parent, routes };
  });
}

/** Names that no other route has, so that simulator and log tell them apart. */
function freeName(root: Route): string {
  const names = new Set<string>();
  const collect = (route: Route) => {
    names.add(route.name);
    for (const child of route.routes) collect(child);
  };
  collect(root);
  let count = 1;
  while (names.has(count === 1 ? 'New route' : `New route ${count}`)) count++;
  return count === 1 ? 'New route' : `New route ${count}`;
}
