import { expect, it } from 'vitest';
import { groupOf } from '../../../core/notify/groupOf.ts';

const alert = { severity: 'high', type: 'revenue_drop', source: 'engine', labels: { region: 'eu' } };

it('names what alerts of a group have in common', () => {
  expect(groupOf(alert, ['type', 'region'])).toBe('type = revenue_drop, region = eu');
  expect(groupOf(alert, ['severity', 'source'])).toBe('severity = high, source = engine');
});

it('counts a label that is missing as empty, whatever objects have by themselves', () => {
  expect(groupOf(alert, ['device', 'constructor'])).toBe('device = , constructor = ');
});

it('is none where nothing makes alerts one group', () => {
  expect(groupOf(alert, [])).toBeNull();
});
