import { expect, it } from 'vitest';
import { receiverState } from '../../../../renderer/features/health/sourceWords.ts';
import type { ReceiverHealth } from '../../../../shared/health.ts';

const slack: ReceiverHealth = {
  ...{ name: 'slack', kind: 'slackWebhook', status: 'ok', lastSentAt: '2026-03-10T12:00:00.000Z' },
  ...{ lastError: null, pending: 0 },
};

it.each<[string, Partial<ReceiverHealth>, string]>([
  ['that took a message', {}, 'OK'],
  ['that was never sent one', { lastSentAt: null }, 'Not tried yet'],
  ['that refused its first', { lastSentAt: null, status: 'broken' }, 'Broken'],
  ['that shows pop-ups', { lastSentAt: null, kind: 'desktop' }, 'OK'],
])('a receiver %s', (_, part, word) => {
  expect(receiverState({ ...slack, ...part }).word).toBe(word);
});
