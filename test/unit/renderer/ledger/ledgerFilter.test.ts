import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  endsBeforeItBegins,
  isNarrowed,
  type LedgerFilter,
  ledgerQuery,
  ledgerSpans,
  readLedgerFilter,
  writeLedgerFilter,
} from '../../../../renderer/features/ledger/ledgerFilter.ts';
import { HeldBackReason, NotificationReason } from '../../../../shared/alert.ts';
import { LedgerQuery } from '../../../../shared/delivery/ledger.ts';
import { severities } from '../../../../shared/severity.ts';

const noon = Date.parse('2026-03-10T12:00:00.000Z');
const all = readLedgerFilter('');

describe('the filter of the log in the address', () => {
  it('narrows nothing where it says nothing', () => {
    expect(isNarrowed(all)).toBe(false);
    expect(ledgerQuery(all, noon)).toEqual({});
  });

  it.each([
    ['?outcome=lost', { outcome: '' }],
    ['?reason=whim&heldBack=mood&severity=worst', { reason: '', heldBack: '', severity: '' }],
    ['?span=2h', { span: '' }],
    ['?from=yesterday&to=', { from: '', to: '' }],
    ['?from=%2B020266-03-10T10:00:00Z', { from: '' }],
    ['?from=2026-03-10T10:00:00%2B02:00', { from: '2026-03-10T08:00:00.000Z' }],
    [`?q=${'x'.repeat(300)}`, { q: 'x'.repeat(200) }],
  ])('leaves out what it does not know: %s', (search, expected) => {
    expect(readLedgerFilter(search)).toMatchObject(expected);
  });

  it('keeps what else stands in the address, and drops what is taken back', () => {
    expect(writeLedgerFilter('?tab=log&receiver=email', { outcome: 'sent', receiver: '' })).toBe(
      '?tab=log&outcome=sent',
    );
    expect(writeLedgerFilter('?q=a', { q: '' })).toBe('');
  });

  it('comes back as it was written', () => {
    const instant = fc.constantFrom('', '2026-03-10T10:00:00.000Z', '2026-03-10T11:30:00.000Z');
    const filters = fc
      .record<LedgerFilter>({
        receiver: fc.constantFrom('', 'slack', 'slack-critical'),
        outcome: fc.constantFrom('', 'sent', 'heldBack'),
        reason: fc.constantFrom('', ...NotificationReason.options),
        heldBack: fc.constantFrom('', ...HeldBackReason.options),
        severity: fc.constantFrom('', ...severities),
        alertId: fc.constantFrom('', 'a1'),
        q: fc.string({ maxLength: 200 }),
        span: fc.constantFrom('', '1h', '24h', '7d', '30d'),
        from: instant,
        to: instant,
      })
      .map((filter) => (filter.from === '' && filter.to === '' ? filter : { ...filter, span: '' as const }));
    fc.assert(
      fc.property(filters, (filter) => {
        expect(readLedgerFilter(writeLedgerFilter('', filter))).toEqual(filter);
        expect(LedgerQuery.safeParse(ledgerQuery(filter, noon)).success).toBe(true);
      }),
    );
  });
});

describe('the time of the log', () => {
  it.each([
    ['1h', '2026-03-10T11:00:00.000Z'],
    ['24h', '2026-03-09T12:00:00.000Z'],
    ['7d', '2026-03-03T12:00:00.000Z'],
    ['30d', '2026-02-08T12:00:00.000Z'],
  ])('is measured back from now: %s', (span, from) => {
    expect(Object.hasOwn(ledgerSpans, span)).toBe(true);
    expect(ledgerQuery(readLedgerFilter(`?span=${span}`), noon)).toEqual({ from });
  });

  it('lies between two instants, either of which may be left open, whatever span stands beside them', () => {
    const [from, to] = ['2026-03-10T10:00:00.000Z', '2026-03-10T11:00:00.000Z'];
    expect(ledgerQuery(readLedgerFilter(`?from=${from}&to=${to}&span=1h`), noon)).toEqual({ from, to });
    expect(ledgerQuery(readLedgerFilter(`?to=${to}`), noon)).toEqual({ to });
  });

  it('holds nothing that ends before it begins', () => {
    const [early, late] = ['2026-03-10T10:00:00.000Z', '2026-03-10T11:00:00.000Z'];
    expect(endsBeforeItBegins({ ...all, from: late, to: early })).toBe(true);
    expect(endsBeforeItBegins({ ...all, from: early, to: early })).toBe(true);
    expect(endsBeforeItBegins({ ...all, from: early, to: late })).toBe(false);
    expect(endsBeforeItBegins({ ...all, from: early })).toBe(false);
  });
});
