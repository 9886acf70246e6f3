import { describe, expect, it } from 'vitest';
import { createValueFormat } from '../../../../renderer/components/createValueFormat.ts';
import { holderOf, magnitudeOf } from '../../../../renderer/features/alerts/rowText.ts';
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

  it('is nothing without a measured value', () => {
    expect(magnitudeOf(anAlert({ metricValue: null }), format)).toBeNull();
  });
});

describe('who has it', () => {
  it.each([
    ['nobody yet', {}, { kind: 'nobody', text: 'nobody' }],
    ['somebody', { status: 'acknowledged', acknowledgedBy: 'Ana' }, { kind: 'person', text: 'Ana' }],
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
    expect(holderOf(anAlert(part), now)).toEqual(expected);
  });
});
