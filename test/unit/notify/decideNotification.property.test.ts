import fc from 'fast-check';
import { expect, it } from 'vitest';
import { statusOf } from '../../../core/alerts/alertRecord.ts';
import { decideNotification, nextDecisionAt } from '../../../core/notify/decideNotification.ts';
import type { Told } from '../../../core/notify/outbox.ts';
import { isAtLeast, type Severity, severityRank } from '../../../shared/severity.ts';
import { BatchBook } from '../../support/batchBook.ts';
import { anObservation } from '../../support/builders.ts';

const start = Date.parse('2026-03-10T00:00:00.000Z');
const minute = 60_000;
const policy = { minSeverity: 'high', deduplicationMs: 15 * minute, repeatMs: 60 * minute } as const;

const windows = fc.array(fc.option(fc.constantFrom('critical', 'high', 'medium', 'low')), {
  minLength: 1,
  maxLength: 80,
});

interface Sent {
  at: number;
  reason: string;
  severity: Severity;
  alertId: string;
}

/** Lives through five-minute windows of one thing and decides after each, as the cycle does. */
function live(all: (Severity | null)[]) {
  const book = new BatchBook();
  const sent: Sent[] = [];
  let told: Told | null = null;
  /** At the end of a window: the open alert, if there is one, and what the receiver knows. */
  const states: { at: number; open: boolean; severity: Severity | null; told: Told | null; due: number | null }[] = [];
  for (const [index, severity] of all.entries()) {
    const windowStart = start + index * 5 * minute;
    const at = windowStart + 5 * minute + 30_000;
    const applied = severity === null ? book.window(at) : book.window(at, anObservation({ severity, windowStart }));
    const newest = [...book.records.values()].at(-1);
    if (!newest) continue;
    const transitions = applied.drafts.flatMap((draft) => draft.transitions);
    const flags = {
      begun: transitions.includes('opened') || transitions.includes('reopened'),
      raised: transitions.includes('severityRaised'),
      rearmed: transitions.includes('rearmed'),
      merged: transitions.includes('merged'),
    };
    const decision = decideNotification({ alert: newest, told, ...flags, seeding: false }, policy, at);
    if (decision.kind === 'send') {
      sent.push({ at, reason: decision.reason, severity: newest.severity, alertId: newest.id });
      const count: number = (told?.count ?? 0) + 1;
      const known = { acknowledged: false, owesRise: false, how: 'sent', count } as const;
      told = { ...known, alertId: newest.id, at, severity: newest.severity, reason: decision.reason };
    }
    const open = statusOf(newest) === 'active';
    states.push({ at, open, severity: newest.severity, told, due: nextDecisionAt(newest, told, policy, at) });
  }
  return { sent, states };
}

it('never tells the same thing twice within the deduplication window, unless it is worse', () => {
  fc.assert(
    fc.property(windows, (all) => {
      const alarms = live(all).sent.filter(({ reason }) => reason !== 'resolved');
      for (const [index, alarm] of alarms.entries()) {
        const before = alarms[index - 1];
        if (!before || alarm.at - before.at >= policy.deduplicationMs) continue;
        expect(severityRank(alarm.severity)).toBeGreaterThan(severityRank(before.severity));
      }
    }),
  );
});

it('leaves nothing untold for longer than the deduplication window that is severe and still fires', () => {
  fc.assert(
    fc.property(windows, (all) => {
      for (const { at, open, severity, told, due } of live(all).states) {
        if (!open || severity === null || !isAtLeast(severity, policy.minSeverity)) continue;
        const knows = told !== null && told.reason !== 'resolved';
        // Not told yet: only because something was told just now, and then there is a time when it will be.
        if (!knows) {
          expect(at - (told?.at ?? 0)).toBeLessThan(policy.deduplicationMs);
          expect(due).toBe((told?.at ?? 0) + policy.deduplicationMs);
        }
      }
    }),
  );
});

it('tells an end only of what was told, once each', () => {
  fc.assert(
    fc.property(windows, (all) => {
      let firing = false;
      for (const { reason } of live(all).sent) {
        if (reason === 'resolved') expect(firing).toBe(true);
        firing = reason !== 'resolved';
      }
    }),
  );
});

it('repeats no more often than it was asked to', () => {
  fc.assert(
    fc.property(windows, (all) => {
      const alarms = live(all).sent;
      for (const [index, alarm] of alarms.entries()) {
        if (alarm.reason !== 'repeat') continue;
        expect(alarm.at - (alarms[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(policy.repeatMs);
      }
    }),
  );
});
