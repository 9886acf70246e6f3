import { describe, expect, it } from 'vitest';
import {
  settingsPathOf,
  withMovedRoute,
  withNewRoute,
  withoutRoute,
  withRouteAt,
} from '../../../../renderer/features/routes/routeTree.ts';
import { plainRoute } from '../../../../shared/delivery/builtInRoutes.ts';
import type { Route } from '../../../../shared/delivery/route.ts';

const tree = plainRoute('All', [], {
  routes: [
    plainRoute('A', [], { routes: [plainRoute('A1', []), plainRoute('A2', [])] }),
    plainRoute('B', []),
    plainRoute('C', []),
  ],
});

const names = (route: Route): unknown =>
  route.routes.length === 0 ? route.name : [route.name, ...route.routes.map(names)];

describe('the tree of routes as it is edited', () => {
  it('changes one route and leaves the others the very same', () => {
    const changed = withRouteAt(tree, [0, 1], (route) => ({ ...route, name: 'changed' }));
    expect(names(changed)).toEqual(['All', ['A', 'A1', 'changed'], 'B', 'C']);
    expect(changed.routes[1]).toBe(tree.routes[1]);
    expect(changed.routes[0]?.routes[0]).toBe(tree.routes[0]?.routes[0]);
    expect(names(tree)).toEqual(['All', ['A', 'A1', 'A2'], 'B', 'C']);
  });

  it('puts a new route before those it is added to, by a name of its own', () => {
    const once = withNewRoute(tree, []);
    const twice = withNewRoute(once, [1]);
    expect(names(twice)).toEqual(['All', 'New route', ['A', 'New route 2', 'A1', 'A2'], 'B', 'C']);
  });

  it('removes a route with all that is below it, and never the root', () => {
    expect(names(withoutRoute(tree, [0]))).toEqual(['All', 'B', 'C']);
    expect(names(withoutRoute(tree, [0, 0]))).toEqual(['All', ['A', 'A2'], 'B', 'C']);
    expect(withoutRoute(tree, [])).toBe(tree);
  });

  it.each([
    [[1], -1, ['All', 'B', ['A', 'A1', 'A2'], 'C']],
    [[1], 1, ['All', ['A', 'A1', 'A2'], 'C', 'B']],
    [[0, 0], 1, ['All', ['A', 'A2', 'A1'], 'B', 'C']],
    [[0], -1, ['All', ['A', 'A1', 'A2'], 'B', 'C']],
    [[2], 1, ['All', ['A', 'A1', 'A2'], 'B', 'C']],
    [[], 1, ['All', ['A', 'A1', 'A2'], 'B', 'C']],
  ] as const)('moves %j by %i among its siblings, and not beyond them', (place, by, expected) => {
    expect(names(withMovedRoute(tree, place, by))).toEqual(expected);
  });

  it('is named in problems as the settings name it', () => {
    expect(settingsPathOf([])).toBe('delivery.routes');
    expect(settingsPathOf([2, 0])).toBe('delivery.routes.routes.2.routes.0');
  });
});
