import { builtInRoutes } from '../../../shared/delivery/builtInRoutes.ts';
import type { DeliverySettings } from '../../../shared/delivery/deliverySettings.ts';
import type { Route } from '../../../shared/delivery/route.ts';

type Ruled = Pick<DeliverySettings, 'routes' | 'times' | 'escalations'>;

/** Routes that name the policy, by what people call them; the built-in ones where there are no others. */
export function routesEscalatingBy({ routes }: Pick<DeliverySettings, 'routes'>, policy: string): string[] {
  return routeNames(routes ?? builtInRoutes, ({ escalation }) => escalation === policy);
}

/** Routes that are told in these times only, or not in them. */
export function routesTimedBy({ routes }: Pick<DeliverySettings, 'routes'>, times: string): string[] {
  if (routes === null) return [];
  return routeNames(routes, ({ activeTimes, muteTimes }) => activeTimes.includes(times) || muteTimes.includes(times));
}

/** The policy under another name, and every route that named it with it. */
export function withRenamedEscalation<T extends Ruled>(delivery: T, index: number, name: string): T {
  const before = delivery.escalations[index]?.name;
  if (before === undefined) return delivery;
  return {
    ...delivery,
    escalations: delivery.escalations.map((policy, at) => (at === index ? { ...policy, name } : policy)),
    routes: withRoutes(delivery.routes, (route) =>
      route.escalation === before ? { ...route, escalation: name } : route,
    ),
  };
}

/** Routes that named it do as their parent says. */
export function withoutEscalation<T extends Ruled>(delivery: T, index: number): T {
  const gone = delivery.escalations[index]?.name;
  return {
    ...delivery,
    escalations: delivery.escalations.filter((_, at) => at !== index),
    routes: withRoutes(delivery.routes, (route) =>
      route.escalation === gone ? { ...route, escalation: null } : route,
    ),
  };
}

/** The times under another name, and every route that named them with it. */
export function withRenamedTimes<T extends Ruled>(delivery: T, index: number, name: string): T {
  const before = delivery.times[index]?.name;
  if (before === undefined) return delivery;
  const renamed = (names: string[]) => names.map((each) => (each === before ? name : each));
  return {
    ...delivery,
    times: delivery.times.map((times, at) => (at === index ? { ...times, name } : times)),
    routes: withRoutes(delivery.routes, (route) => withTimeNames(route, renamed)),
  };
}

/** Routes that named them are told as if they had not. */
export function withoutTimes<T extends Ruled>(delivery: T, index: number): T {
  const gone = delivery.times[index]?.name;
  return {
    ...delivery,
    times: delivery.times.filter((_, at) => at !== index),
    routes: withRoutes(delivery.routes, (route) =>
      withTimeNames(route, (names) => names.filter((each) => each !== gone)),
    ),
  };
}

const withTimeNames = (route: Route, edit: (names: string[]) => string[]): Route => ({
  ...route,
  activeTimes: edit(route.activeTimes),
  muteTimes: edit(route.muteTimes),
});

function withRoutes(root: Route | null, edit: (route: Route) => Route): Route | null {
  const all = (route: Route): Route => edit({ ...route, routes: route.routes.map(all) });
  return root && all(root);
}

/** `Europe → Shop`: from below the root, which stands for itself only. */
function routeNames(root: Route, uses: (route: Route) => boolean): string[] {
  const below = (route: Route, above: readonly string[]): string[] => {
    const path = [...above, route.name];
    return [...(uses(route) ? [path.join(' → ')] : []), ...route.routes.flatMap((child) => below(child, path))];
  };
  return [...(uses(root) ? [root.name] : []), ...root.routes.flatMap((child) => below(child, []))];
}
