import { describe, expect, it } from 'vitest';
import { alertPath, parseRoute } from '../../../../renderer/routing/route.ts';

describe('what an address shows', () => {
  it.each([
    ['/', null, { page: 'board', alertId: null }],
    ['/alerts', null, { page: 'alerts', alertId: null }],
    ['/alerts/', null, { page: 'alerts', alertId: null }],
    ['/alerts/a1', null, { page: 'alerts', alertId: 'a1' }],
    ['/alerts/a1', 'board', { page: 'board', alertId: 'a1' }],
    ['/alerts/a%2F1', null, { page: 'alerts', alertId: 'a/1' }],
    ['/alerts/%E0%A4%A', null, { page: 'notFound', alertId: null }],
    ['/alerts/a1/more', null, { page: 'notFound', alertId: null }],
    ['/health', null, { page: 'health', alertId: null }],
    ['/report', null, { page: 'report', alertId: null }],
    ['/rules', null, { page: 'rules', alertId: null }],
    ['/learning', null, { page: 'learning', alertId: null }],
    ['/setup/x', null, { page: 'notFound', alertId: null }],
    ['/constructor', null, { page: 'notFound', alertId: null }],
  ] as const)('%s behind %s', (path, behind, route) => {
    expect(parseRoute(path, behind)).toEqual(route);
  });

  it('comes back from the address of an alert', () => {
    expect(parseRoute(alertPath('a/1 ?')).alertId).toBe('a/1 ?');
  });
});
