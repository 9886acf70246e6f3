import { describe, expect, it } from 'vitest';
import { notificationWords } from '../../../../renderer/features/alertDetail/notificationWords.ts';
import { HeldBackReason, type NotificationLogEntry, NotificationReason } from '../../../../shared/alert.ts';

const entry = (overrides: Partial<NotificationLogEntry>): NotificationLogEntry => ({
  id: 'n1',
  alertId: 'a1',
  at: '2026-03-10T12:05:31.000Z',
  receiver: 'slack-critical',
  via: 'slack-critical',
  reason: 'firing',
  outcome: 'sent',
  heldBack: null,
  attempts: 1,
  detail: null,
  ...overrides,
});

describe('notificationWords', () => {
  it.each([
    [{}, 'Sent to Slack, critical', 'the alert is new'],
    [{ attempts: 3 }, 'Sent to Slack, critical', 'the alert is new · 3 attempts'],
    [{ receiver: 'slack', reason: 'severityRaised' as const }, 'Sent to Slack', 'its severity rose'],
    [{ outcome: 'pending' as const, attempts: 0 }, 'Waiting to be sent to Slack, critical', 'the alert is new'],
    [{ outcome: 'pending' as const, attempts: 2 }, 'Not yet with Slack, critical', 'the alert is new · 2 attempts'],
    [{ outcome: 'failed' as const, attempts: 1 }, 'Could not be sent to Slack, critical', 'the alert is new'],
    [
      { outcome: 'heldBack' as const, heldBack: 'belowMinimum' as const, attempts: 0 },
      'Not sent to Slack, critical',
      'its severity is below the one that is sent',
    ],
  ])('tells %o', (overrides, what, why) => {
    expect(notificationWords(entry(overrides))).toMatchObject({ what, why });
  });

  it.each([
    [{ via: 'email' }, 'E-mail stood in.'],
    [{ via: 'email', outcome: 'failed' as const }, 'E-mail stood in.'],
    [{ via: 'slack-technical', outcome: 'pending' as const }, 'Slack, technical stands in.'],
    [{ via: 'email', outcome: 'heldBack' as const }, null],
    [{}, null],
  ])('says who carried %o in place of its receiver', (overrides, standIn) => {
    expect(notificationWords(entry(overrides)).standIn).toBe(standIn);
  });

  it('has words of its own for every reason', () => {
    const sent = NotificationReason.options.map((reason) => notificationWords(entry({ reason })).why);
    const held = HeldBackReason.options.map(
      (heldBack) => notificationWords(entry({ outcome: 'heldBack', heldBack })).why,
    );
    const all = [...sent, ...held];
    expect(all.every((words) => words.length > 5)).toBe(true);
    expect(new Set(all).size).toBe(all.length);
  });
});
