import { describe, expect, it } from 'vitest';
import { boardAlerts, readFilter, toQuery } from '../../../../renderer/features/alerts/alertFilter.ts';
import { boardPath, filteredSpan, spanFilter, toggled } from '../../../../renderer/features/overview/overviewFilter.ts';

const noon = Date.parse('2026-03-10T12:00:00.000Z');
const span = { from: noon - 3_600_000, to: noon };

describe('boardPath', () => {
  it('shows the rows of the 24 h that a panel counts', () => {
    expect(boardPath(boardAlerts, { severity: ['critical'] })).toBe('/?severity=critical&range=24h');
    expect(boardPath(boardAlerts, { type: ['a', 'b'] })).toBe('/?type=a,b&range=24h');
  });

  it('goes back to the span of the Board when the last part is taken away', () => {
    const both = { ...boardAlerts, severity: ['high' as const], type: ['traffic_drop'], range: '24h' as const };
    expect(boardPath(both, { severity: [] })).toBe('/?type=traffic_drop&range=24h');
    expect(boardPath({ ...both, type: [] }, { severity: [] })).toBe('/');
  });

  it('keeps a brushed span', () => {
    const brushed = { ...boardAlerts, ...spanFilter(span) };
    expect(boardPath(brushed, { severity: ['low'] })).toBe(
      '/?severity=low&from=2026-03-10T11%3A00%3A00.000Z&to=2026-03-10T12%3A00%3A00.000Z',
    );
  });
});

describe('toggled', () => {
  it('sets a filter, replaces another, and takes the same one away', () => {
    expect(toggled([], ['a'])).toEqual(['a']);
    expect(toggled(['b'], ['a'])).toEqual(['a']);
    expect(toggled(['a'], ['a'])).toEqual([]);
    expect(toggled(['b', 'a'], ['a', 'b'])).toEqual([]);
  });
});

describe('a brushed span', () => {
  it('reaches the question to the host through the address', () => {
    const address = boardPath({ ...boardAlerts, ...spanFilter(span) }, {});
    const filter = readFilter(address.slice(1), boardAlerts);
    expect(toQuery(filter, noon + 999_999)).toMatchObject({
      from: '2026-03-10T11:00:00.000Z',
      to: '2026-03-10T12:00:00.000Z',
    });
    expect(filteredSpan(filter)).toEqual(span);
  });

  it('may be open at one end', () => {
    expect(filteredSpan({ from: null, to: null })).toBeNull();
    expect(filteredSpan({ from: '2026-03-10T12:00:00.000Z', to: null })).toEqual({
      from: noon,
      to: Number.POSITIVE_INFINITY,
    });
  });
});
