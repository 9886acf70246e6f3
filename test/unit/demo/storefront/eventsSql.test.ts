import { describe, expect, it } from 'vitest';
import { createEventsSql } from '../../../../demo/storefront/eventsSql.ts';
import { demoShop } from '../../../../demo/storefront/shop.ts';

const from = Date.parse('2026-03-10T12:00:00Z');
const span = { from, to: from + 60_000 };

describe('eventsSql', () => {
  const eventsSql = createEventsSql(demoShop);

  it('is the same text for the same request', () => {
    expect(eventsSql({ ...span, changes: [] })).toBe(createEventsSql(demoShop)({ ...span, changes: [] }));
  });

  it('does not mention changes that are over', () => {
    const over = { from: from - 600_000, to: from, trafficShare: 0.1, botRequestsPerSession: 2 };
    expect(eventsSql({ ...span, changes: [over] })).toBe(eventsSql({ ...span, changes: [] }));
  });

  it.each([
    ['a change of one thing', [{ missingPriceShare: 0.6 }], 1],
    ['a change of two things', [{ missingPriceShare: 0.6, trafficShare: 0.5 }], 2],
    ['a flood, which also says which articles', [{ flood: { category: 'Toys', share: 0.5 } }], 2],
    ['two changes of the same at once', [{ priceFactor: 0.5 }, { priceFactor: 0.8 }], 1],
  ])('has one condition on time for %s and none for what stays', (_case, some, conditions) => {
    const changes = some.map((change) => ({ from, to: from + 30_000, ...change }));
    const sql = eventsSql({ ...span, changes });
    expect(sql.match(new RegExp(`t >= ${from} AND t < ${from + 30_000}`, 'g'))).toHaveLength(conditions);
  });

  it('asks for the minutes in which journeys begin or end outside of the span', () => {
    // Twelve o'clock to a minute past: buyers whose purchase comes up to four minutes later have looked at pages by then.
    const counts = [...eventsSql({ ...span, changes: [] }).matchAll(/\[([\d,]+)\]::Array\(UInt32\)/g)];
    expect(counts.map(([, list]) => list?.split(',').length)).toEqual([3, 5, 5]);
  });

  it('keeps quotes in names inside their literals', () => {
    const [first, ...others] = demoShop.categories;
    if (!first) throw new Error('The shop has no categories.');
    const shop = { ...demoShop, categories: [{ ...first, name: "Men's \\ Boys'" }, ...others] };
    expect(createEventsSql(shop)({ ...span, changes: [] })).toContain("'Men\\'s \\\\ Boys\\''");
  });
});
