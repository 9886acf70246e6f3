import { expect, it } from 'vitest';
import type { OutboxEntry } from '../../../../core/notify/outbox.ts';
import { createRecentSends } from '../../../../core/notify/pacing/recentSends.ts';
import type { NotificationReason } from '../../../../shared/alert.ts';
import { anAlert } from '../../../support/builders.ts';

const entry = (group: string | null, reason: NotificationReason = 'firing'): OutboxEntry => ({
  ...{ seq: 1, receiver: 'slack', via: 'slack', createdAt: 0, attempts: 0, alertId: 'a' },
  message: {
    ...{ key: 'k', reason: reason as 'firing', alert: anAlert(), group, currency: 'USD' },
    ...{ dashboardUrl: null, acknowledgeUrl: null },
  },
});

it('what was sent before the start is read once, and what is sent since is known beside it', () => {
  const recent = createRecentSends();
  let reads = 0;
  const read = () => {
    reads++;
    return [{ at: 10, group: 'a', isUpdate: false }];
  };
  recent.since(0, read);
  recent.add([entry('b'), entry('b')], 30);
  recent.add([entry('b'), entry('c')], 20);
  recent.add([entry(null, 'acknowledged')], 40);
  expect(recent.since(5, read)).toEqual([
    { at: 10, group: 'a', isUpdate: false },
    { at: 20, group: null, isUpdate: false },
    { at: 30, group: 'b', isUpdate: false },
    { at: 40, group: null, isUpdate: true },
  ]);
  expect(recent.since(30, read).map(({ at }) => at)).toEqual([30, 40]);
  expect(reads).toBe(1);
});
