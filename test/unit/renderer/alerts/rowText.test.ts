import { describe, expect, it } from 'vitest';
import { createValueFormat } from '../../../../renderer/components/createValueFormat.ts';
import { holderOf, labelsBeside, lossOf, magnitudeOf } from '../../../../renderer/features/alerts/rowText.ts';
import { anAlert } from '../../../support/builders.ts';

const format = createValueFormat({ locale: 'en-US', currency: 'USD' });
const now = Date.parse('2026-03-10T12:30:00.000Z');

describe('how bad', () => {
  it('is the value, what was expected, and the difference', () => {
    expect(magnitudeOf(anAlert(), format)).toEqual({ value: '$245', expected: '$1,850', change: '−87 %' });
  });

  it('is in points where the values are percentages', () => {
    const alert = anAlert({ metricValue: 92, expectedValue: 45, unit: 'percent' });
    expect(magnitudeOf(alert, format)).toEqual({ value: '92 %', expected: '45 %', change: '+47 pts' });
  });

  it('is no difference where it is held against a limit that it only heads for', () => {
    const alert = anAlert({ type: 'trend', metricValue: 86, expectedValue: 90, unit: 'percent' });
    expect(magnitudeOf(alert, format)).toEqual({ value: '86 %', expected: '90 %', change: null });
  });

  it('is nothing without a measured value', () => {
    expect(magnitudeOf(anAlert({ metricValue: null }), format)).toBeNull();
  });
});

describe('what it costs', () => {
  it('is no more exact than it is known', () => {
    expect(lossOf(anAlert({ lostRevenue: 4187.4 }), format)).toEqual({
      short: 'lost $4,200',
      sentence: 'Lost so far about $4,200',
    });
    expect(lossOf(anAlert({ lostRevenue: 7.43 }), format)?.short).toBe('lost $7.40');
  });

  it('is over with the alert', () => {
    expect(lossOf(anAlert({ lostRevenue: 120_400, status: 'resolved' }), format)?.sentence).toBe('Lost about $120,000');
  });

  it.each([null, 0, -300])('is left out where nothing was lost: %s', (lostRevenue) => {
    expect(lossOf(anAlert({ lostRevenue }), format)).toBeNull();
  });
});

describe('which of many series', () => {
  it.each([
    ['learned_low', 'Sessions unusually low', { metric: 'sessions' }, null],
    [
      'learned_low',
      'Revenue unusually low',
      { metric: 'category_revenue', category: 'Shoes' },
      'category revenue, Shoes',
    ],
    ['trend', 'Disk usage heads for its limit', { metric: 'disk_usage', component: 'system' }, 'system'],
    ['revenue_drop', 'Revenue drop', { shop: 'eu' }, null],
    ['learned_high', 'Unusually high', {}, null],
  ] as const)('%s “%s”', (type, title, labels, expected) => {
    expect(labelsBeside({ type, title, labels })).toBe(expected);
  });
});

describe('who has it', () => {
  it.each([
    ['nobody yet', {}, { kind: 'nobody', text: 'nobody' }],
    ['somebody', { status: 'acknowledged', acknowledgedBy: 'Ana' }, { kind: 'person', text: 'Ana' }],
    ['nobody, and nobody is told', { silencedBy: ['s1'] }, { kind: 'muted', text: 'silenced' }],
    ['nobody, for another explains it', { inhibitedBy: ['a2'] }, { kind: 'muted', text: 'explained by another' }],
    [
      'somebody, and nobody is told',
      { status: 'acknowledged', acknowledgedBy: 'Ana', silencedBy: ['s1'] },
      { kind: 'person', text: 'Ana, silenced' },
    ],
    [
      'nobody until a snooze is over',
      { snoozedUntil: '2026-03-10T13:00:00.000Z' },
      { kind: 'snoozed', text: 'snoozed, 30 min left' },
    ],
    ['nobody after a snooze', { snoozedUntil: '2026-03-10T12:29:00.000Z' }, { kind: 'nobody', text: 'nobody' }],
    [
      'history',
      { status: 'resolved', startsAt: '2026-03-10T10:00:00.000Z', resolvedAt: '2026-03-10T12:10:00.000Z' },
      { kind: 'resolved', text: 'after 2 h 10 min' },
    ],
  ] as const)('%s', (_name, part, expected) => {
    expect(holderOf(anAlert(part as Parameters<typeof anAlert>[0]), now)).toEqual(expected);
  });
});
