import { describe, expect, it } from 'vitest';
import {
  routesEscalatingBy,
  routesTimedBy,
  withoutEscalation,
  withoutTimes,
  withRenamedEscalation,
  withRenamedTimes,
} from '../../../../renderer/features/deliveryRules/ruleReferences.ts';
import { plainRoute } from '../../../../shared/delivery/builtInRoutes.ts';
import { deliveryProblems } from '../../../../shared/delivery/deliveryProblems.ts';
import { DeliverySettings } from '../../../../shared/delivery/deliverySettings.ts';

const period = { days: [], from: '08:00', to: '18:00', timeZone: '' };
const delivery = DeliverySettings.parse({
  times: [
    { name: 'office', periods: [period] },
    { name: 'night', periods: [period] },
  ],
  routes: plainRoute('All', [], {
    escalation: 'default',
    routes: [
      plainRoute('Europe', [], {
        activeTimes: ['office', 'night'],
        routes: [plainRoute('Shop', [], { muteTimes: ['office'], escalation: 'important' })],
      }),
      plainRoute('Rest', [], { escalation: 'important' }),
    ],
  }),
});
const [europe, rest] = [delivery.routes?.routes[0], delivery.routes?.routes[1]];

describe('what routes refer to', () => {
  it('is found however deep the route stands, and named from below the root', () => {
    expect(routesEscalatingBy(delivery, 'important')).toEqual(['Europe → Shop', 'Rest']);
    expect(routesEscalatingBy(delivery, 'default')).toEqual(['All']);
    expect(routesTimedBy(delivery, 'office')).toEqual(['Europe', 'Europe → Shop']);
    expect(routesTimedBy(delivery, 'weekend')).toEqual([]);
  });

  it('is that of the built-in routes where there are no others', () => {
    const plain = { ...delivery, routes: null };
    expect(routesEscalatingBy(plain, 'default')).toEqual(['All alerts']);
    expect(routesTimedBy(plain, 'office')).toEqual([]);
  });
});

describe('another name', () => {
  it('of a policy is carried to every route that named it', () => {
    const renamed = withRenamedEscalation(delivery, 1, 'urgent');
    expect(renamed.escalations.map(({ name }) => name)).toEqual(['default', 'urgent']);
    expect(routesEscalatingBy(renamed, 'urgent')).toEqual(['Europe → Shop', 'Rest']);
    expect(deliveryProblems(renamed)).toEqual([]);
  });

  it('of times is carried to every route that named them, in their place', () => {
    const renamed = withRenamedTimes(delivery, 0, 'day');
    expect(renamed.routes?.routes[0]?.activeTimes).toEqual(['day', 'night']);
    expect(renamed.routes?.routes[0]?.routes[0]?.muteTimes).toEqual(['day']);
    expect(deliveryProblems(renamed)).toEqual([]);
  });
});

describe('removal', () => {
  it('of a policy lets its routes do as their parents say, and leaves the others alone', () => {
    const left = withoutEscalation(delivery, 1);
    expect(left.escalations.map(({ name }) => name)).toEqual(['default']);
    expect(left.routes?.routes[0]?.routes[0]?.escalation).toBeNull();
    expect(left.routes?.escalation).toBe('default');
    expect(deliveryProblems(left)).toEqual([]);
  });

  it('of times takes them out of the routes', () => {
    const left = withoutTimes(delivery, 0);
    expect(left.times.map(({ name }) => name)).toEqual(['night']);
    expect(left.routes?.routes[0]?.activeTimes).toEqual(['night']);
    expect(left.routes?.routes[0]?.routes[0]?.muteTimes).toEqual([]);
    expect(deliveryProblems(left)).toEqual([]);
  });

  it('does not change the routes it was given', () => {
    withoutTimes(delivery, 0);
    expect(europe?.activeTimes).toEqual(['office', 'night']);
    expect(rest?.escalation).toBe('important');
  });

  it('leaves the built-in routes built in', () => {
    expect(withoutEscalation({ ...delivery, routes: null }, 0).routes).toBeNull();
  });
});
