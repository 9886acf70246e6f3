import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AlertFilter,
  alertsPath,
  allAlerts,
  boardAlerts,
  feedbackChoices,
  isNarrowed,
  isSliding,
  ranges,
  readFilter,
  toQuery,
  writeFilter,
} from '../../../../renderer/features/alerts/alertFilter.ts';
import { AlertQuery } from '../../../../shared/alertQuery.ts';

const noon = Date.parse('2026-03-10T12:00:00.000Z');

describe('the filter in the address', () => {
  it('is empty for what a page shows by itself', () => {
    expect(writeFilter(allAlerts, allAlerts)).toBe('');
    expect(writeFilter(boardAlerts, boardAlerts)).toBe('');
  });

  it('says only what differs, in a fixed order', () => {
    expect(
      writeFilter({ ...allAlerts, q: 'pay & ship', severity: ['critical', 'high'], status: ['active'], range: '1h' }),
    ).toBe('?status=active&severity=critical,high&q=pay%20%26%20ship&range=1h');
  });

  it('reads lists that are repeated as well as lists with commas', () => {
    expect(readFilter('?severity=critical&severity=low,high').severity).toEqual(['critical', 'low', 'high']);
  });

  it.each([
    ['?severity=apocalyptic', { severity: [] }],
    ['?status=gone,active', { status: ['active'] }],
    ['?range=toString', { range: 'all' }],
    ['?sort=colour&direction=up', { sort: 'urgency', direction: 'desc' }],
    ['?from=yesterday', { from: null }],
    ['?silenced=perhaps&snoozed=1&silence=', { silenced: null, snoozed: null, silence: null }],
    ['?feedback=fine,falseAlarm&incident=', { feedback: ['falseAlarm'], incident: null }],
    [`?q=${'x'.repeat(300)}`, { q: 'x'.repeat(200) }],
  ] as const)('leaves out what it does not know: %s', (search, expected) => {
    expect(readFilter(search)).toMatchObject(expected);
  });

  it('lets a brushed span take the place of the sliding range', () => {
    const filter = readFilter('?from=2026-03-10T10:00:00Z&to=2026-03-10T10:30:00Z', boardAlerts);
    expect(writeFilter(filter, boardAlerts)).toBe('?from=2026-03-10T10%3A00%3A00.000Z&to=2026-03-10T10%3A30%3A00.000Z');
    expect(toQuery(filter, noon)).toMatchObject({ from: '2026-03-10T10:00:00.000Z', to: '2026-03-10T10:30:00.000Z' });
  });

  it('keeps a name with a comma as one name', () => {
    const filter = { ...allAlerts, type: ['drop, sudden', 'rise'] };
    expect(readFilter(writeFilter(filter)).type).toEqual(['drop, sudden', 'rise']);
  });

  it.each(['%2B012345-01-01T00:00:00Z', '-000001-01-01T00:00:00Z', '99999-01-01', 'soon'])(
    'leaves out a time that the host would refuse: %s',
    (time) => {
      const filter = readFilter(`?from=${time}&to=${time}`);
      expect(AlertQuery.safeParse(toQuery(filter, noon)).success).toBe(true);
      expect(filter).toEqual(allAlerts);
    },
  );

  it('comes back as it was written', () => {
    const filters = fc.record<AlertFilter>({
      status: fc.uniqueArray(fc.constantFrom('active', 'acknowledged', 'resolved')),
      severity: fc.uniqueArray(fc.constantFrom('critical', 'high', 'medium', 'low')),
      type: fc.uniqueArray(fc.string({ minLength: 1, unit: fc.constantFrom('a', ',', '\\', ' ', '&', '%') })),
      source: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 20 })),
      silenced: fc.constantFrom(true, false, null),
      snoozed: fc.constantFrom(true, false, null),
      feedback: fc.uniqueArray(fc.constantFrom(...feedbackChoices)),
      incident: fc.option(fc.stringMatching(/^[a-z0-9-]{1,64}$/)),
      silence: fc.option(fc.stringMatching(/^[a-z0-9-]{1,64}$/)),
      q: fc.string({ maxLength: 200 }),
      range: fc.constantFrom('1h', '6h', '24h', '7d', 'all'),
      from: fc.constant(null),
      to: fc.constant(null),
      sort: fc.constantFrom('urgency', 'severity', 'startsAt', 'title'),
      direction: fc.constantFrom('asc', 'desc'),
    });
    fc.assert(
      fc.property(filters, fc.constantFrom(allAlerts, boardAlerts), (filter, defaults) => {
        expect(readFilter(writeFilter(filter, defaults), defaults)).toEqual(filter);
      }),
    );
  });
});

describe('the question to the host', () => {
  it('measures a sliding range back from now', () => {
    expect(toQuery(boardAlerts, noon)).toEqual({
      from: '2026-03-10T06:00:00.000Z',
      sort: 'urgency',
      direction: 'desc',
    });
  });

  it('asks for everything when the range is open', () => {
    expect(toQuery(allAlerts, noon)).toEqual({ sort: 'urgency', direction: 'desc' });
  });

  it('asks for what is held back, or is not, and by what', () => {
    expect(toQuery(readFilter('?silenced=false&snoozed=true&silence=s1'), noon)).toMatchObject({
      silenced: false,
      snoozed: true,
      silence: 's1',
    });
  });

  it('is one that the contract allows, for every range', () => {
    for (const range of Object.keys(ranges) as (keyof typeof ranges)[]) {
      const query = toQuery({ ...allAlerts, range, severity: ['low'], q: 'a' }, noon);
      expect(AlertQuery.safeParse(query).success).toBe(true);
    }
  });
});

it('links a number to its rows', () => {
  expect(alertsPath({ status: ['active'], severity: ['critical'] })).toBe('/alerts?status=active&severity=critical');
  expect(alertsPath({})).toBe('/alerts');
});

it('calls rows narrowed by a filter, not by their order', () => {
  expect(isNarrowed({ ...boardAlerts, sort: 'title' }, boardAlerts)).toBe(false);
  expect(isNarrowed({ ...boardAlerts, range: '1h' }, boardAlerts)).toBe(true);
  expect(isNarrowed({ ...boardAlerts, q: 'x' }, boardAlerts)).toBe(true);
});

it('reads a search that is cut within a character, and writes it again', () => {
  const filter = readFilter(`?q=${'a'.repeat(199)}😀&incident=${'i'.repeat(63)}😀`);
  expect(filter.q).toHaveLength(200);
  expect(readFilter(writeFilter(filter))).toEqual(filter);
});

it('leads to rows by the label of an alert that is no proper text', () => {
  expect(alertsPath({ q: 'half \ud83d' })).toBe(alertsPath({ q: 'half \ufffd' }));
});

it('slides with the clock while it is some time back from now', () => {
  const from = '2026-03-10T14:00:00.000Z';
  const filters = [boardAlerts, allAlerts, { ...boardAlerts, from }, { ...boardAlerts, to: from }];
  expect(filters.map(isSliding)).toEqual([true, false, false, false]);
});
