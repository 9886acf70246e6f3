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

  const labelled = {
    feedback: { label: 'falseAlarm', comment: null, by: 'Ana', at: '2026-03-10T11:40:00.000Z' },
  } as const;
  const silenced = { silencedBy: ['s1'] };
  const snoozed = { snoozedUntil: '2026-03-10T12:30:00.000Z' };
  it.each([
    ['silenced, as wanted', silenced, { silenced: true }, true],
    ['silenced, and not wanted', silenced, { silenced: false }, false],
    ['silenced once, and over', { ...silenced, status: 'resolved' }, { silenced: true }, false],
    ['silenced by this silence', silenced, { silence: 's1' }, true],
    ['silenced by another', silenced, { silence: 's2' }, false],
    ['labelled as wanted', labelled, { feedback: ['falseAlarm', 'none'] }, true],
    ['labelled otherwise', labelled, { feedback: ['real'] }, false],
    ['labelled, and not wanted', labelled, { feedback: ['none'] }, false],
    ['not labelled, as wanted', {}, { feedback: ['none'] }, true],
    ['of this incident', { incidentId: 'i1' }, { incident: 'i1' }, true],
    ['of another incident', { incidentId: 'i2' }, { incident: 'i1' }, false],
    ['of no incident', {}, { incident: 'i1' }, false],
    ['put off, as wanted', snoozed, { snoozed: true }, true],
    ['put off until a time that is past', { snoozedUntil: '2026-03-10T11:59:00.000Z' }, { snoozed: true }, false],
    ['not put off, as wanted', {}, { snoozed: false }, true],
  ] as const)('one that is %s', (_name, part, wanted, expected) => {
    const arriving = anAlert(part as Parameters<typeof anAlert>[0]);
    expect(matchesFilter(arriving, { ...allAlerts, ...wanted } as typeof allAlerts, noon)).toBe(expected);
  });
});
