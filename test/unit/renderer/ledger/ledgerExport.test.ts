import { describe, expect, it } from 'vitest';
import { ledgerCsv } from '../../../../renderer/features/ledger/ledgerCsv.ts';
import { mostExported, readWholeLedger } from '../../../../renderer/features/ledger/readWholeLedger.ts';
import type { LedgerEntry, LedgerQuery } from '../../../../shared/delivery/ledger.ts';

const aLine = (overrides: Partial<LedgerEntry> = {}): LedgerEntry => ({
  ...{ id: 'n1', alertId: 'a1', at: '2026-03-10T12:05:31.000Z', receiver: 'slack', via: 'email', reason: 'firing' },
  ...{ outcome: 'sent', heldBack: null, attempts: 2, detail: null },
  alert: { title: 'Revenue drop', type: 'revenue_drop', severity: 'critical' },
  subject: null,
  ...overrides,
});

/** A log of so many lines, and what it was asked. */
function aLog(total: number) {
  const asked: LedgerQuery[] = [];
  const read = async (query: LedgerQuery) => {
    asked.push(query);
    const start = Number(query.cursor ?? 0);
    const end = Math.min(start + (query.limit ?? 100), total);
    const items = Array.from({ length: end - start }, (_, index) => aLine({ id: `n${start + index}` }));
    return { items, nextCursor: end < total ? String(end) : null, total };
  };
  return { asked, read };
}

describe('the log as a whole', () => {
  it('is read page by page by the same filter, without a gap or a repetition', async () => {
    const { asked, read } = aLog(1234);
    const { lines, more } = await readWholeLedger({ outcome: ['sent'], from: '2026-03-10T00:00:00.000Z' }, read);
    expect(lines.map(({ id }) => id)).toEqual(Array.from({ length: 1234 }, (_, index) => `n${index}`));
    expect(more).toBe(false);
    expect(asked.map(({ outcome, from, cursor }) => [outcome, from, cursor])).toEqual([
      [['sent'], '2026-03-10T00:00:00.000Z', undefined],
      [['sent'], '2026-03-10T00:00:00.000Z', '500'],
      [['sent'], '2026-03-10T00:00:00.000Z', '1000'],
    ]);
  });

  it.each([
    [0, 0, false],
    [mostExported, mostExported, false],
    [mostExported + 1, mostExported, true],
  ])('of %i lines has the newest %i, and says whether there are more', async (total, read, more) => {
    const whole = await readWholeLedger({}, aLog(total).read);
    expect([whole.lines.length, whole.more]).toEqual([read, more]);
  });
});

describe('the log as a table', () => {
  it('has a line for each decision, with who carried it, in the names that the filters go by', () => {
    const lines = [
      aLine(),
      aLine({ outcome: 'heldBack', heldBack: 'silenced', attempts: 0, detail: 'Silenced by kim, until 13:00: "work"' }),
      aLine({ alertId: null, alert: null, reason: 'summary', via: 'slack' }),
    ];
    expect(ledgerCsv(lines).split('\r\n')).toEqual([
      '\uFEFFat,severity,title,type,alert,receiver,via,reason,outcome,heldBack,attempts,detail',
      '2026-03-10T12:05:31.000Z,critical,Revenue drop,revenue_drop,a1,slack,email,firing,sent,,2,',
      '2026-03-10T12:05:31.000Z,critical,Revenue drop,revenue_drop,a1,slack,email,firing,heldBack,silenced,0,"Silenced by kim, until 13:00: ""work"""',
      '2026-03-10T12:05:31.000Z,,Summary,,,slack,slack,summary,sent,,2,',
      '',
    ]);
  });

  it('lets no text of a detail be taken for a formula', () => {
    expect(ledgerCsv([aLine({ detail: '=HYPERLINK(1)' })])).toContain(`"'=HYPERLINK(1)"`);
  });
});
