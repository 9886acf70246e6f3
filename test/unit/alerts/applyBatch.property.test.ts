import fc from 'fast-check';
import { expect, it } from 'vitest';
import { acknowledgeAlert } from '../../../core/alerts/acknowledgeAlert.ts';
import { statusOf } from '../../../core/alerts/alertRecord.ts';
import { severityRank } from '../../../shared/severity.ts';
import { BatchBook } from '../../support/batchBook.ts';
import { anObservation } from '../../support/builders.ts';

const start = Date.parse('2026-03-10T00:00:00.000Z');
const windowMs = 300_000;

const severity = fc.constantFrom('critical', 'high', 'medium', 'low');
/** One window: which of three things fire in it, and how badly; null: clear. */
const windowOfThings = fc.array(fc.option(severity), { minLength: 3, maxLength: 3 });
const windows = fc.array(windowOfThings, { minLength: 1, maxLength: 40 });

function batchOf(index: number, things: (typeof severity extends fc.Arbitrary<infer S> ? S | null : never)[]) {
  const observations = things.flatMap((worst, thing) =>
    worst === null
      ? []
      : [anObservation({ type: `thing_${thing}`, severity: worst, windowStart: start + index * windowMs })],
  );
  const at = start + (index + 1) * windowMs + 30_000;
  return { source: 'engine', at, observations, completeness: 'window' as const };
}

it('changes nothing when the last batch is applied again', () => {
  fc.assert(
    fc.property(windows, (all) => {
      const book = new BatchBook();
      for (const [index, things] of all.entries()) {
        const batch = batchOf(index, things);
        book.apply(batch);
        const before = book.snapshot();
        const again = book.apply(batch);
        expect(again.drafts).toEqual([]);
        expect(book.snapshot()).toBe(before);
      }
    }),
  );
});

it('makes the same alerts of the same windows', () => {
  fc.assert(
    fc.property(windows, (all) => {
      const [first, second] = [new BatchBook(), new BatchBook()];
      for (const book of [first, second])
        for (const [index, things] of all.entries()) book.apply(batchOf(index, things));
      expect(first.snapshot()).toBe(second.snapshot());
    }),
  );
});

it('counts every window that fired exactly once, and keeps at most one open alert for a thing', () => {
  fc.assert(
    fc.property(windows, (all) => {
      const book = new BatchBook();
      for (const [index, things] of all.entries()) book.apply(batchOf(index, things));
      const records = [...book.records.values()];
      const fired = all.flat().filter((worst) => worst !== null).length;
      expect(records.reduce((sum, record) => sum + record.occurrences, 0)).toBe(fired);
      expect(book.observations.size).toBe(fired);
      for (const thing of [0, 1, 2]) {
        const open = records.filter((record) => record.type === `thing_${thing}` && record.resolvedAt === null);
        expect(open.length).toBeLessThanOrEqual(1);
      }
    }),
  );
});

it('is resolved exactly when the last two windows or more were clear', () => {
  fc.assert(
    fc.property(windows, (all) => {
      const book = new BatchBook();
      for (const [index, things] of all.entries()) book.apply(batchOf(index, things));
      for (const thing of [0, 1, 2]) {
        const newest = [...book.records.values()].filter((record) => record.type === `thing_${thing}`).at(-1);
        const lastFired = all.findLastIndex((things) => things[thing] !== null);
        const clear = all.length - 1 - lastFired;
        expect(newest ? newest.resolvedAt !== null : lastFired === -1).toBe(newest ? clear >= 2 : true);
        if (newest?.resolvedAt === null) expect(newest.severity).toBe(all[lastFired]?.[thing]);
      }
    }),
  );
});

it('never leaves an acknowledgement on an alert that is worse than what was acknowledged', () => {
  fc.assert(
    fc.property(windows, fc.nat(39), (all, when) => {
      const book = new BatchBook();
      for (const [index, things] of all.entries()) {
        book.apply(batchOf(index, things));
        for (const record of book.records.values()) {
          const edit = index === when ? acknowledgeAlert(record, 'kim', null, start) : null;
          if (edit) book.records.set(record.id, edit.record);
        }
      }
      for (const record of book.records.values()) {
        if (statusOf(record) !== 'acknowledged' || record.acknowledgement === null) continue;
        expect(severityRank(record.severity)).toBeLessThanOrEqual(severityRank(record.acknowledgement.severity));
      }
    }),
  );
});
