import { describe, expect, it } from 'vitest';
import type { AlertRecord } from '../../../core/alerts/alertRecord.ts';
import {
  decideNotification,
  type NotificationCase,
  type NotificationPolicy,
  nextDecisionAt,
} from '../../../core/notify/decideNotification.ts';
import type { Told } from '../../../core/notify/outbox.ts';
import { BatchBook } from '../../support/batchBook.ts';
import { anObservation } from '../../support/builders.ts';

const now = Date.parse('2026-03-10T12:00:00.000Z');
const minute = 60_000;
const policy: NotificationPolicy = { minSeverity: 'high', deduplicationMs: 15 * minute, repeatMs: 60 * minute };

function anAlertRecord(overrides: Partial<AlertRecord> = {}): AlertRecord {
  const book = new BatchBook();
  book.window(now, anObservation({ severity: 'high' }));
  return { ...book.one(), ...overrides };
}

const acknowledged = { at: now, by: 'kim', note: null, severity: 'high' as const };

function told(minutesAgo: number, overrides: Partial<Told> = {}): Told {
  const alertId = anAlertRecord().id;
  return {
    alertId,
    at: now - minutesAgo * minute,
    severity: 'high',
    reason: 'firing',
    how: 'sent',
    count: 1,
    ...overrides,
  };
}

function aCase(overrides: Partial<NotificationCase> = {}): NotificationCase {
  return {
    alert: anAlertRecord(),
    told: null,
    begun: false,
    raised: false,
    rearmed: false,
    merged: false,
    seeding: false,
    ...overrides,
  };
}

const decide = (overrides: Partial<NotificationCase>) => {
  const decision = decideNotification(aCase(overrides), policy, now);
  if (decision.kind === 'none') return 'none';
  return decision.kind === 'send' ? `send ${decision.reason}` : `hold back ${decision.heldBack}`;
};

describe('what is told', () => {
  it.each<[string, Partial<NotificationCase>, string]>([
    ['a new alert', { begun: true }, 'send firing'],
    ['one that was told a minute ago', { told: told(1), merged: true }, 'hold back deduplicated'],
    ['one that was told long ago, and goes on', { told: told(59), merged: true }, 'hold back deduplicated'],
    ['one with nothing new', { told: told(59) }, 'none'],
    ['one that nobody took for an hour', { told: told(60) }, 'send repeat'],
    [
      'one that grew worse within a minute',
      { alert: anAlertRecord({ severity: 'critical' }), told: told(1), raised: true },
      'send severityRaised',
    ],
    ['one that swings back to what was told', { told: told(14), raised: true, merged: true }, 'hold back deduplicated'],
    ['one that swings back after the deduplication window', { told: told(15), raised: true }, 'send severityRaised'],
    [
      'one that grew worse than what somebody had acknowledged, though it was told as bad before',
      { told: told(1), raised: true, rearmed: true, merged: true },
      'send severityRaised',
    ],
    [
      'one that was milder than what is told, and grew into it',
      { alert: anAlertRecord({ severity: 'high' }), raised: true },
      'send firing',
    ],
    [
      'a new episode soon after the end was told',
      { told: told(14, { alertId: 'other', reason: 'resolved' }), begun: true },
      'hold back deduplicated',
    ],
    ['a new episode later', { told: told(15, { alertId: 'other', reason: 'resolved' }), begun: true }, 'send firing'],
    [
      'one that came back milder, was acknowledged and grew worse, soon after the end was told',
      { told: told(10, { reason: 'resolved' }), raised: true, rearmed: true, merged: true },
      'send firing',
    ],
    [
      'a worse episode soon after the end was told',
      {
        alert: anAlertRecord({ severity: 'critical' }),
        told: told(1, { alertId: 'other', reason: 'resolved' }),
        begun: true,
      },
      'send firing',
    ],
  ])('%s: %s', (_, overrides, expected) => {
    expect(decide(overrides)).toBe(expected);
  });
});

describe('what is held back', () => {
  it.each<[string, Partial<NotificationCase>, string]>([
    ['a medium one', { alert: anAlertRecord({ severity: 'medium' }), begun: true }, 'hold back belowMinimum'],
    [
      'one that somebody has',
      { alert: anAlertRecord({ acknowledgement: acknowledged }), told: told(61), merged: true },
      'hold back acknowledged',
    ],
    [
      'one that came acknowledged',
      { alert: anAlertRecord({ acknowledgement: acknowledged }), begun: true },
      'hold back acknowledged',
    ],
    ['a snoozed one', { alert: anAlertRecord({ snoozedUntil: now + 1 }), begun: true }, 'hold back silenced'],
    ['one whose snooze has just ended', { alert: anAlertRecord({ snoozedUntil: now }), begun: true }, 'send firing'],
  ])('%s: %s', (_, overrides, expected) => {
    expect(decide(overrides)).toBe(expected);
  });

  const lenient = { ...policy, minSeverity: 'low' as const };

  it('a medium one that was there at the start, then and later, until it grows worse', () => {
    const alert = anAlertRecord({ severity: 'medium' });
    const atStart = aCase({ alert, begun: true, seeding: true });
    expect(decideNotification(atStart, lenient, now)).toMatchObject({ heldBack: 'startup' });
    const known = told(61, { severity: 'medium', how: 'startup' });
    expect(decideNotification(aCase({ alert, told: known }), lenient, now)).toEqual({ kind: 'none' });
    const worse = aCase({ alert: anAlertRecord({ severity: 'high' }), told: known, raised: true });
    expect(decideNotification(worse, lenient, now)).toEqual({ kind: 'send', reason: 'firing' });
  });

  it('nothing of a medium one that was told before the start: it repeats, and its end is told', () => {
    const alert = anAlertRecord({ severity: 'medium' });
    const goesOn = (minutesAgo: number) =>
      aCase({ alert, merged: true, seeding: true, told: told(minutesAgo, { severity: 'medium' }) });
    expect(decideNotification(goesOn(5), lenient, now)).toMatchObject({ heldBack: 'deduplicated' });
    expect(decideNotification(goesOn(61), lenient, now)).toEqual({ kind: 'send', reason: 'repeat' });
  });

  it('nothing that is high and unacknowledged at the start', () => {
    expect(decide({ begun: true, seeding: true })).toBe('send firing');
  });
});

describe('the end', () => {
  const over = anAlertRecord({ resolvedAt: now });

  it.each<[string, Partial<NotificationCase>, string]>([
    ['is told to whom the alert was told, however short ago', { alert: over, told: told(1) }, 'send resolved'],
    ['is told once', { alert: over, told: told(1, { reason: 'resolved' }) }, 'none'],
    ['is not told to whom nothing was told', { alert: over }, 'none'],
    ['is not told for an alert of before', { alert: over, told: told(100, { alertId: 'other' }) }, 'none'],
    [
      'is told of an acknowledged alert too',
      { alert: { ...over, acknowledgement: acknowledged }, told: told(9) },
      'send resolved',
    ],
    ['of an alert that began in the same cycle comes with its beginning', { alert: over, begun: true }, 'send firing'],
    [
      'of an alert that was over before the start is history',
      { alert: over, begun: true, seeding: true },
      'hold back startup',
    ],
  ])('%s: %s', (_, overrides, expected) => {
    expect(decide(overrides)).toBe(expected);
  });
});

describe('the next decision', () => {
  it.each<[string, Partial<AlertRecord>, Told | null, number | null]>([
    ['is the repeat', {}, told(10), now + 50 * minute],
    ['is the end of a snooze', { snoozedUntil: now + 5 }, told(10), now + 5],
    [
      'is the end of deduplication for one that was held back by it',
      {},
      told(10, { alertId: 'other' }),
      now + 5 * minute,
    ],
    ['is none when somebody has it', { acknowledgement: acknowledged }, told(10), null],
    ['is none when it is over', { resolvedAt: now }, told(10), null],
    ['is none below the minimum', { severity: 'medium' }, told(10), null],
    ['is none when it was there at the start', {}, told(10, { how: 'startup' }), null],
  ])('%s', (_, alert, known, expected) => {
    expect(nextDecisionAt(anAlertRecord(alert), known, policy, now)).toBe(expected);
  });

  it('is none without repeats', () => {
    expect(nextDecisionAt(anAlertRecord(), told(10), { ...policy, repeatMs: null }, now)).toBeNull();
  });
});
