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
    acknowledged: false,
    owesRise: false,
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

describe('a time of quiet', () => {
  const night = { until: now + 8 * 60 * minute, sparesCritical: true, sentence: 'Quiet hours until 07:00.' };
  const pause = { until: now + 30 * minute, sparesCritical: false, sentence: 'Pop-ups are paused until 12:30.' };
  const inNight = { ...policy, quiet: [night] };
  const byDay = { ...policy, quiet: [] };
  const critical = anAlertRecord({ severity: 'critical' });

  it('holds back what is due, says until when, and has it told at its end', () => {
    expect(decideNotification(aCase({ begun: true }), inNight, now)).toEqual({
      kind: 'holdBack',
      reason: 'firing',
      heldBack: 'quietHours',
      detail: 'Quiet hours until 07:00.',
    });
    expect(nextDecisionAt(anAlertRecord(), null, inNight, now)).toBe(night.until);
    expect(decideNotification(aCase(), byDay, night.until)).toEqual({ kind: 'send', reason: 'firing' });
  });

  it('lets critical ones through where it may, and a pause does not', () => {
    const begun = aCase({ alert: critical, begun: true });
    expect(decideNotification(begun, inNight, now)).toEqual({ kind: 'send', reason: 'firing' });
    const paused = { ...policy, quiet: [pause, night] };
    expect(decideNotification(begun, paused, now)).toMatchObject({ heldBack: 'quietHours', detail: pause.sentence });
    expect(nextDecisionAt(critical, null, paused, now)).toBe(pause.until);
  });

  it('that lasts longest decides', () => {
    const both = { ...policy, quiet: [pause, night] };
    expect(nextDecisionAt(anAlertRecord(), null, both, now)).toBe(night.until);
  });

  it.each<[string, Partial<AlertRecord>, Told | null, number | null]>([
    ['a repeat that falls due later, in its own time', {}, told(10), now + 50 * minute],
    ['a repeat that is due, at its end', {}, told(60), night.until],
    ['a rise, at its end', { severity: 'high' }, told(10, { severity: 'medium' }), night.until],
    ['a rise to what was told once, at its end', {}, told(20, { owesRise: true }), night.until],
    [
      'what was told just now of an episode before, when that is long enough ago',
      {},
      told(10, { alertId: 'x' }),
      now + 5 * minute,
    ],
    ['what was there at the start, never', {}, told(10, { how: 'startup' }), null],
    ['what was held back on its way, at its end', {}, told(10, { how: 'held' }), night.until],
    ['what somebody has, never', { acknowledgement: acknowledged }, null, null],
    ['what is over, never', { resolvedAt: now }, null, null],
  ])('has %s', (_, alert, known, expected) => {
    expect(nextDecisionAt(anAlertRecord(alert), known, inNight, now)).toBe(expected);
  });

  it('calls what was told already deduplicated, not quiet', () => {
    const goesOn = aCase({ told: told(5), merged: true });
    expect(decideNotification(goesOn, inNight, now)).toMatchObject({ heldBack: 'deduplicated' });
  });

  it('tells at its end of a rise in it, though that severity was told a moment before', () => {
    const decision = decideNotification(aCase({ told: told(1, { owesRise: true }) }), byDay, now);
    expect(decision).toEqual({ kind: 'send', reason: 'severityRaised' });
  });
});

describe('that an alert is over', () => {
  const over = anAlertRecord({ resolvedAt: now });
  const night = { until: now + 60 * minute, sparesCritical: true, sentence: 'Quiet hours until 07:00.' };
  const atNight = { ...policy, quiet: [night] };

  it('waits for the end of quiet', () => {
    const resolved = aCase({ alert: over, told: told(20) });
    expect(decideNotification(resolved, atNight, now)).toMatchObject({ kind: 'holdBack', heldBack: 'quietHours' });
    expect(nextDecisionAt(over, told(20), atNight, now)).toBe(night.until);
    expect(decideNotification(resolved, policy, night.until)).toEqual({ kind: 'send', reason: 'resolved' });
  });

  it('is told at once where it disturbs nobody', () => {
    const resolved = aCase({ alert: over, told: told(20) });
    expect(decideNotification(resolved, { ...atNight, endsAtOnce: true }, now)).toEqual({
      kind: 'send',
      reason: 'resolved',
    });
  });

  it('is not told of one that is silenced, nor where ends are not wanted', () => {
    const silenced = anAlertRecord({ resolvedAt: now, silencedBy: ['s1'] });
    expect(decideNotification(aCase({ alert: silenced, told: told(20) }), policy, now)).toMatchObject({
      heldBack: 'silenced',
    });
    expect(nextDecisionAt(silenced, told(20), atNight, now)).toBeNull();
    const unwanted = { ...policy, resolved: false };
    expect(decideNotification(aCase({ alert: over, told: told(20) }), unwanted, now)).toEqual({ kind: 'none' });
  });

  it('is told where an alert was told of before, and nothing else is', () => {
    expect(decide({ alert: over, told: told(20), followUp: true })).toBe('send resolved');
    expect(decide({ told: told(90), followUp: true })).toBe('none');
    expect(decide({ told: null, begun: true, followUp: true })).toBe('none');
  });
});

describe('a silence, and another alert that explains it', () => {
  const silenced = anAlertRecord({ silencedBy: ['s1'] });

  it('hold back a new one, and tell of it once they are over', () => {
    expect(decide({ alert: silenced, begun: true })).toBe('hold back silenced');
    expect(decide({ alert: anAlertRecord({ inhibitedBy: ['a1'] }), begun: true })).toBe('hold back inhibited');
    expect(decide({})).toBe('send firing');
  });

  it('have no end that is known beforehand: the alert is looked at when they end', () => {
    expect(nextDecisionAt(silenced, told(50), policy, now)).toBeNull();
  });
});

describe('who can bring up to date what was said', () => {
  const follows = { ...policy, acknowledgements: true };
  const has = anAlertRecord({ acknowledgement: acknowledged });
  const decideFor = (overrides: Partial<NotificationCase>) => decideNotification(aCase(overrides), follows, now);

  it('hears once that somebody has it, and once that nobody has it any more', () => {
    expect(decideFor({ alert: has, told: told(5) })).toEqual({ kind: 'send', reason: 'acknowledged' });
    expect(decideFor({ alert: has, told: told(5, { acknowledged: true }) })).toEqual({ kind: 'none' });
    expect(decideFor({ told: told(5, { acknowledged: true }) })).toEqual({ kind: 'send', reason: 'unacknowledged' });
  });

  it('hears neither of an alert it was never told', () => {
    for (const known of [null, told(5, { alertId: 'another' }), told(5, { how: 'held' })]) {
      expect(decideFor({ alert: has, told: known })).toMatchObject({ kind: 'holdBack', heldBack: 'acknowledged' });
    }
  });

  it('hears it where it was only told before, whatever is silenced or quiet', () => {
    const silenced = { ...has, silencedBy: ['s1'] };
    expect(decideFor({ alert: silenced, told: told(5), followUp: true })).toMatchObject({ reason: 'acknowledged' });
  });

  it('hears of one that grew worse as such', () => {
    const worse = anAlertRecord({ severity: 'critical' });
    const rearmed = aCase({ alert: worse, told: told(5, { acknowledged: true }), raised: true, rearmed: true });
    expect(decideNotification(rearmed, follows, now)).toEqual({ kind: 'send', reason: 'severityRaised' });
  });
});

describe('a reminder', () => {
  const reminds = { ...policy, remindMs: 60 * minute };
  const has = (minutesAgo: number, more: Partial<AlertRecord> = {}) =>
    anAlertRecord({ acknowledgement: { ...acknowledged, at: now - minutesAgo * minute }, ...more });
  const known = told(90, { acknowledged: true });

  it('comes when somebody has had it for so long and it still fires', () => {
    expect(decideNotification(aCase({ alert: has(59), told: known }), reminds, now)).toEqual({ kind: 'none' });
    expect(decideNotification(aCase({ alert: has(60), told: known }), reminds, now)).toEqual({
      kind: 'send',
      reason: 'reminder',
    });
    expect(nextDecisionAt(has(20), known, reminds, now)).toBe(now + 40 * minute);
  });

  it('comes again after as long', () => {
    expect(nextDecisionAt(has(200), told(10, { reason: 'reminder' }), reminds, now)).toBe(now + 50 * minute);
  });

  it('waits for the end of a snooze and of quiet, and not for ever after a clock that went ahead', () => {
    const until = now + 5 * minute;
    expect(nextDecisionAt(has(60, { snoozedUntil: until }), known, reminds, now)).toBe(until);
    expect(
      decideNotification(aCase({ alert: has(60, { snoozedUntil: until }), told: known }), reminds, now),
    ).toMatchObject({ reason: 'reminder', heldBack: 'silenced' });
    const night = { until, sparesCritical: true, sentence: 'Quiet hours.' };
    expect(nextDecisionAt(has(60), known, { ...reminds, quiet: [night] }, now)).toBe(until);
    expect(nextDecisionAt(has(-9000), told(-9000), reminds, now)).toBe(now);
  });

  it('does not come where nobody was told', () => {
    expect(decideNotification(aCase({ alert: has(600), told: null, merged: true }), reminds, now)).toMatchObject({
      heldBack: 'acknowledged',
    });
  });
});

describe('a receiver with severities of its own', () => {
  const only = { ...policy, minSeverity: 'medium' as const, severities: ['critical' as const, 'medium' as const] };

  it.each<[AlertRecord['severity'], string]>([
    ['critical', 'send'],
    ['high', 'holdBack'],
    ['medium', 'send'],
    ['low', 'holdBack'],
  ])('hears of %s ones: %s', (severity, kind) => {
    const decision = decideNotification(aCase({ alert: anAlertRecord({ severity }), begun: true }), only, now);
    expect(decision.kind).toBe(kind);
    if (decision.kind === 'holdBack') expect(decision.heldBack).toBe('belowMinimum');
  });

  it('is not reminded in its log of others that have nothing new', () => {
    expect(decideNotification(aCase(), only, now)).toEqual({ kind: 'none' });
  });
});

describe('a message that was held back on its way', () => {
  it('counts as not told: the alert is told anew, and its end is not', () => {
    const held = told(1, { how: 'held' });
    expect(decide({ told: held })).toBe('send firing');
    expect(decide({ alert: anAlertRecord({ resolvedAt: now }), told: held })).toBe('none');
  });
});

describe('an alert with a cooldown of its own', () => {
  const again = (cooldownMs: number | null, minutesAgo: number) =>
    decide({
      alert: anAlertRecord({ cooldownMs }),
      told: told(minutesAgo, { alertId: 'other', reason: 'resolved' }),
      begun: true,
    });

  it.each<[string, number | null, number, string]>([
    ['sooner', 5 * minute, 5, 'send firing'],
    ['not at once', 5 * minute, 4, 'hold back deduplicated'],
    ['later', 30 * minute, 29, 'hold back deduplicated'],
    ['in the end', 30 * minute, 30, 'send firing'],
    ['at once where there is none', 0, 0, 'send firing'],
    ['as others, where it has none of its own', null, 14, 'hold back deduplicated'],
  ])('is told again %s', (_, cooldownMs, minutesAgo, expected) => {
    expect(again(cooldownMs, minutesAgo)).toBe(expected);
  });

  it('is decided on again when its own time is over', () => {
    const before = told(4, { alertId: 'other', reason: 'resolved' });
    const at = nextDecisionAt(anAlertRecord({ cooldownMs: 30 * minute }), before, policy, now);
    expect(at).toBe(now + 26 * minute);
  });
});
