import { describe, expect, it } from 'vitest';
import { newReceiver } from '../../../../renderer/features/receivers/edits/newReceiver.ts';
import { freeName, nameProblem } from '../../../../renderer/features/receivers/edits/receiverName.ts';
import { optionsOf, withOptions } from '../../../../renderer/features/receivers/edits/receiverOptions.ts';
import { receiverUses, removalWords } from '../../../../renderer/features/receivers/edits/receiverUses.ts';
import { removeReceiver } from '../../../../renderer/features/receivers/edits/removeReceiver.ts';
import { renameReceiver } from '../../../../renderer/features/receivers/edits/renameReceiver.ts';
import { plainRoute } from '../../../../shared/delivery/builtInRoutes.ts';
import { deliveryProblems } from '../../../../shared/delivery/deliveryProblems.ts';
import { DeliverySettings } from '../../../../shared/delivery/deliverySettings.ts';

const used: DeliverySettings = DeliverySettings.parse({
  receivers: [newReceiver('webhook', 'shop'), newReceiver('pagerDuty', 'nights')],
  options: { shop: { minSeverity: 'low' }, slack: { resolved: false } },
  routes: plainRoute('All', [], {
    receivers: ['slack'],
    routes: [
      plainRoute('Shop', [], { receivers: ['shop'], escalation: 'shop only' }),
      plainRoute('Both', [], {
        receivers: ['shop', 'email'],
        routes: [plainRoute('Deep', [], { receivers: ['shop'] })],
      }),
    ],
  }),
  escalations: [
    { name: 'shop only', steps: [{ afterMinutes: 5, receivers: ['shop'] }] },
    {
      name: 'default',
      steps: [
        { afterMinutes: 5, receivers: ['shop', 'slack'] },
        { afterMinutes: 9, receivers: ['shop'] },
      ],
    },
  ],
  summaries: { daily: { enabled: true, receiver: 'shop' }, weekly: { enabled: true, receiver: 'email' } },
});

describe('a receiver that is renamed', () => {
  const renamed = renameReceiver(used, 'shop', 'store');

  it('takes its routes, steps, summaries and options along', () => {
    expect(JSON.stringify(renamed)).not.toContain('"shop"');
    expect(receiverUses(renamed, 'store')).toEqual(receiverUses(used, 'shop'));
    expect(optionsOf(renamed, 'store').minSeverity).toBe('low');
    expect(deliveryProblems(renamed)).toEqual([]);
  });

  it('leaves the others as they are', () => {
    expect(renameReceiver(renamed, 'store', 'shop')).toEqual(used);
  });

  it('keeps the built-in routes built in', () => {
    expect(renameReceiver({ ...used, routes: null }, 'shop', 'store').routes).toBeNull();
  });
});

describe('a receiver that is removed', () => {
  const left = removeReceiver(used, 'shop');

  it('is gone from everywhere, and what is left can be saved', () => {
    expect(JSON.stringify(left)).not.toContain('"shop"');
    expect(deliveryProblems(left)).toEqual([]);
    expect(DeliverySettings.parse(left)).toEqual(left);
  });

  it('takes steps and escalations with it that have nobody else, and their routes escalate to nobody', () => {
    expect(left.escalations).toEqual([
      { name: 'default', steps: [{ afterMinutes: 5, receivers: ['slack'] }], repeat: 0 },
    ]);
    expect(left.routes?.routes[0]).toMatchObject({ receivers: [], escalation: '' });
    expect(left.routes?.escalation).toBeNull();
  });

  it('switches its summaries off, and those of others not', () => {
    expect(left.summaries.daily).toMatchObject({ enabled: false, receiver: '' });
    expect(left.summaries.weekly).toMatchObject({ enabled: true, receiver: 'email' });
  });

  it('says beforehand what becomes of every place', () => {
    expect(receiverUses(used, 'shop').map(removalWords)).toEqual([
      'The route “All → Shop” has nobody else: it tells those of the route above it.',
      'The route “All → Both” goes on with the others.',
      'The route “All → Both → Deep” has nobody else: it tells those of the route above it.',
      'The escalation “shop only” is taken out: it has nobody else.',
      'Step 1 of the escalation “default” goes on with the others.',
      'Step 2 of the escalation “default” is taken out: it has nobody else.',
      'The daily summary is switched off.',
    ]);
  });

  it('says where nobody is left to be told', () => {
    const routes = plainRoute('All', [], {
      receivers: ['shop'],
      routes: [plainRoute('Shop', [], { receivers: ['shop'] })],
    });
    const [root, child] = receiverUses({ ...used, routes }, 'shop').map(removalWords);
    expect(root).toBe('The route “All” has nobody else: it tells nobody.');
    expect(child).toBe('The route “All → Shop” has nobody else: it tells nobody.');
  });
});

describe('the name of a receiver', () => {
  it('is suggested by kind, and counted up where it is taken', () => {
    expect(freeName(used, 'webhook')).toBe('webhook');
    const one = { ...used, receivers: [newReceiver('webhook', 'webhook'), newReceiver('webhook', 'webhook-2')] };
    expect(freeName(one, 'webhook')).toBe('webhook-3');
    expect(freeName(used, 'email')).toBe('email-team');
  });

  it.each([
    ['Shop', /small letters/],
    ['', /small letters/],
    ['nights', /there twice/],
    ['slack', /built-in/],
    ['desktop', /built-in/],
  ])('cannot be "%s"', (name, why) => {
    expect(nameProblem(used, 'shop', name)).toMatch(why);
  });

  it('may stay what it is', () => {
    expect(nameProblem(used, 'shop', 'shop')).toBeNull();
    expect(nameProblem(used, null, 'shop')).toMatch(/there twice/);
  });
});

describe('options of a receiver', () => {
  it('are kept under its name', () => {
    expect(withOptions(used, 'nights', { resolved: true }).options.nights).toMatchObject({
      resolved: true,
      minSeverity: null,
    });
  });

  it('leave no trace once all of them are general again', () => {
    expect(Object.keys(withOptions(used, 'shop', { minSeverity: null }).options)).toEqual(['slack']);
  });

  it('are general for a name that only sounds like one of the settings', () => {
    expect(optionsOf(used, 'constructor').quietHours).toEqual([]);
  });
});
