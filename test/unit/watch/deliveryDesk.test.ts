import { describe, expect, it } from 'vitest';
import type { MonitorStore } from '../../../core/monitor/monitorStore.ts';
import { createDeliveryDesk } from '../../../core/watch/deliveryDesk.ts';
import type { Alert } from '../../../shared/alert.ts';
import type { ReceiverView } from '../../../shared/delivery/receiverView.ts';
import { Settings } from '../../../shared/settings.ts';
import { anAlert } from '../../support/builders.ts';
import { ManualClock } from '../../support/manualClock.ts';

const soon = '2026-03-10T12:10:00.000Z';
const views = (...names: string[]): ReceiverView[] =>
  names.map((name) => ({
    ...{ name, kind: 'email', builtIn: false, setUp: true, missing: null },
    ...{ destination: null, health: null },
  }));

/** Nothing is asked of a store for this. */
const store = { transaction: () => expect.unreachable() } as unknown as MonitorStore;

describe('whom an alert escalates to', () => {
  const escalations = [
    {
      name: 'two steps',
      steps: [
        { afterMinutes: 10, receivers: ['phone', 'gone'] },
        { afterMinutes: 30, receivers: ['phone', 'lead'] },
      ],
      repeat: 1,
    },
  ];
  const receivers = ['team', 'phone', 'lead'].map((name) => ({ name, kind: 'email', to: ['oncall@example.com'] }));
  const routes = { name: 'All', receivers: ['team'], escalation: 'two steps' };
  const desk = createDeliveryDesk({
    ...{ store, timeZone: 'UTC', clock: new ManualClock(), health: () => [], popUpsPausedUntil: () => null },
    ...{ settings: Settings.parse({ delivery: { receivers, routes, escalations } }) },
    views: () => views('team', 'phone', 'lead'),
  });

  it.each<[string, Partial<Alert>, string[]]>([
    ['those of the first step that are set up', { escalatesAt: soon }, ['phone']],
    ['those of the step after the last one taken', { escalatesAt: soon, escalations: 1 }, ['phone', 'lead']],
    ['those of the last step again', { escalatesAt: soon, escalations: 2 }, ['phone', 'lead']],
    ['nobody while it does not', {}, []],
    ['nobody by a route that is told of worse only', { escalatesAt: soon, severity: 'low' }, []],
  ])('are %s', (_, part, expected) => {
    expect(desk.escalatesTo(anAlert(part))).toEqual(expected);
  });
});
