import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertRecord } from '../../../../core/alerts/alertRecord.ts';
import { decideNotification, hindranceNow, nextDecisionAt } from '../../../../core/notify/decideNotification.ts';
import type { Told } from '../../../../core/notify/outbox.ts';
import { popUpPolicy } from '../../../../core/notify/popUps/popUpPolicy.ts';
import { timeOfDay } from '../../../../shared/localTime.ts';
import { Settings } from '../../../../shared/settings.ts';
import { severities } from '../../../../shared/severity.ts';
import { BatchBook } from '../../../support/batchBook.ts';
import { anObservation } from '../../../support/builders.ts';

const minute = 60_000;
const common = { deduplicationMs: 15 * minute, repeatMs: 60 * minute };
const defaults = Settings.parse({}).popUps;
/** Around the nights in which clocks are changed, and far from them. */
const moments = fc
  .tuple(
    fc.constantFrom('2026-03-08', '2026-03-28', '2026-06-10', '2026-10-24', '2026-11-01'),
    fc.integer({ min: 0, max: 48 * 60 }),
  )
  .map(([day, minutes]) => Date.parse(`${day}T00:00:00.000Z`) + minutes * minute);
const times = fc.integer({ min: 0, max: 24 * 60 - 1 }).map((minutes) => {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
});
const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Nowhere/Town', '');
const someSettings = fc
  .record({
    severities: fc.record({ critical: fc.boolean(), high: fc.boolean(), medium: fc.boolean(), low: fc.boolean() }),
    quietHours: fc.record({
      enabled: fc.boolean(),
      from: times,
      to: times,
      timeZone: zones,
      criticalBreaksThrough: fc.boolean(),
    }),
  })
  .map((chosen) => ({ ...defaults, ...chosen }));

const someAlert = (now: number) =>
  fc
    .record({
      severity: fc.constantFrom(...severities),
      acknowledged: fc.boolean(),
      snoozedFor: fc.option(fc.integer({ min: -60, max: 60 })),
      raisedAgo: fc.option(fc.integer({ min: 0, max: 120 })),
    })
    .map(({ severity, acknowledged, snoozedFor, raisedAgo }): AlertRecord => {
      const book = new BatchBook();
      book.window(now - 120 * minute, anObservation({ severity }));
      return {
        ...book.one(),
        acknowledgement: acknowledged ? { at: now, by: 'kim', note: null, severity } : null,
        snoozedUntil: snoozedFor === null ? null : now + snoozedFor * minute,
        severityRaisedAt: raisedAgo === null ? null : now - raisedAgo * minute,
      };
    });

const situations = moments.chain((now) =>
  fc.record({
    now: fc.constant(now),
    settings: someSettings,
    pausedFor: fc.option(fc.integer({ min: -60, max: 24 * 60 })),
    alert: someAlert(now),
    told: fc.option(
      fc.record({
        how: fc.constantFrom<Told['how']>('sent', 'held', 'startup'),
        severity: fc.constantFrom(...severities),
        minutesAgo: fc.integer({ min: 0, max: 180 }),
        ofThis: fc.boolean(),
        owesRise: fc.boolean(),
      }),
    ),
    flags: fc.record({ begun: fc.boolean(), raised: fc.boolean(), rearmed: fc.boolean(), merged: fc.boolean() }),
    seeding: fc.boolean(),
  }),
);
type Situation = typeof situations extends fc.Arbitrary<infer T> ? T : never;

function decideIn({ now, settings, pausedFor, alert, told, flags, seeding }: Situation) {
  const pausedUntil = pausedFor === null ? null : now + pausedFor * minute;
  const policy = popUpPolicy({ settings, timeZone: 'Europe/Berlin' }, common, pausedUntil, now);
  const known: Told | null = told && {
    ...{ alertId: told.ofThis ? alert.id : 'other', at: now - told.minutesAgo * minute, count: 1 },
    ...{ severity: told.severity, reason: 'firing', how: told.how, acknowledged: false, owesRise: told.owesRise },
  };
  const decision = decideNotification({ alert, told: known, ...flags, seeding }, policy, now);
  return { decision, policy, pausedUntil, known };
}

/** The wall clock's own answer, away from the hours that come twice. */
function isNight({ settings: { quietHours }, now }: Situation): boolean {
  const { enabled, from, to, timeZone } = quietHours;
  if (!enabled || from === to) return false;
  const zone = timeZone === '' || timeZone === 'Nowhere/Town' ? 'Europe/Berlin' : timeZone;
  const time = timeOfDay(now, now, zone);
  return from < to ? from <= time && time < to : from <= time || time < to;
}

describe('what pops up', () => {
  it('is never acknowledged, snoozed, switched off, or due in a pause or in quiet hours that hold for it', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const { alert, settings, now } = situation;
        const { decision, pausedUntil } = decideIn(situation);
        if (decision.kind !== 'send') return;
        expect(alert.acknowledgement).toBeNull();
        expect(alert.snoozedUntil ?? 0).toBeLessThanOrEqual(now);
        expect(settings.severities[alert.severity]).toBe(true);
        expect(pausedUntil ?? 0).toBeLessThanOrEqual(now);
        const mayBreakThrough = alert.severity === 'critical' && settings.quietHours.criticalBreaksThrough;
        if (!mayBreakThrough) expect(isNight(situation)).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('is what would also be shown if it were late', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const { decision, policy } = decideIn(situation);
        if (decision.kind === 'send') expect(hindranceNow(situation.alert, policy, situation.now)).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what quiet holds back', () => {
  it('is decided on again when the quiet is over, and at no time that has passed', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const { alert, now } = situation;
        const { decision, policy, known } = decideIn(situation);
        if (decision.kind !== 'holdBack' || decision.heldBack !== 'quietHours') return;
        const next = nextDecisionAt(alert, known, policy, now);
        // A flag of this cycle alone is not known any more then; all else is.
        const lasting = decideIn({
          ...situation,
          flags: { begun: false, raised: false, rearmed: false, merged: false },
          seeding: false,
        });
        if (lasting.decision.kind === 'holdBack') expect(next).toBeGreaterThan(now);
      }),
      { numRuns: 1000 },
    );
  });
});
