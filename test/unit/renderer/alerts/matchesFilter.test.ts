import { describe, expect, it } from 'vitest';
import { allAlerts } from '../../../../renderer/features/alerts/alertFilter.ts';
import { matchesFilter } from '../../../../renderer/features/alerts/matchesFilter.ts';
import { anAlert } from '../../../support/builders.ts';

const noon = Date.parse('2026-03-10T12:00:00.000Z');
const alert = anAlert({
  severity: 'high',
  type: 'revenue_drop',
  source: 'engine',
  labels: { country: 'DE' },
  lastSeenAt: '2026-03-10T11:30:00.000Z',
});

describe('whether an arriving alert belongs to the rows on screen', () => {
  it.each([
    ['no filter', {}, true],
    ['its severity among others', { severity: ['critical', 'high'] }, true],
    ['another severity', { severity: ['low'] }, false],
    ['another status', { status: ['resolved'] }, false],
    ['its type', { type: ['revenue_drop'] }, true],
    ['another source', { source: ['anomalies'] }, false],
    ['text of its title in any case', { q: 'REVENUE' }, true],
    ['text of a label', { q: 'de' }, true],
    ['text that it has not', { q: 'checkout' }, false],
    ['a range that holds it', { range: '1h' }, true],
    ['a span that ends before it', { to: '2026-03-10T11:00:00.000Z' }, false],
    ['a span that begins with it', { from: '2026-03-10T11:30:00.000Z' }, true],
  ] as const)('%s: %j', (_name, part, expected) => {
    expect(matchesFilter(alert, { ...allAlerts, ...part } as typeof allAlerts, noon)).toBe(expected);
  });
});
