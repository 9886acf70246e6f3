import { describe, expect, it } from 'vitest';
import {
  draftFor,
  matchersInWords,
  spanChoices,
  toLocalField,
} from '../../../../renderer/features/silences/silenceDraft.ts';

describe('a silence that begins from an alert', () => {
  it('matches what tells the alert from others: its kind and its labels', () => {
    expect(draftFor({ type: 'revenue_drop', labels: { region: 'eu' } }).matchers).toEqual([
      { name: 'type', op: '=', value: 'revenue_drop' },
      { name: 'region', op: '=', value: 'eu' },
    ]);
  });

  it('has no more conditions than the host takes, however many labels there are', () => {
    const labels = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`label${index}`, 'x']));
    expect(draftFor({ type: 't', labels }).matchers).toHaveLength(50);
  });
});

it('conditions are said in words, kinds by their titles', () => {
  expect(
    matchersInWords([
      { name: 'type', op: '=', value: 'revenue_drop' },
      { name: 'region', op: '!~', value: 'eu|us' },
      { name: 'team', op: '=', value: '' },
    ]),
  ).toBe('type is Revenue drop, region does not match eu|us, team is empty');
});

describe('how long a silence can last', () => {
  const now = new Date(2026, 2, 28, 14, 30);
  const until = (id: string) => spanChoices(now).find((choice) => choice.id === id)?.until;

  it('is some hours, or until a time of day on this clock, whatever night lies between', () => {
    expect(until('hour')).toEqual(new Date(now.getTime() + 3_600_000));
    expect(until('morning')).toEqual(new Date(2026, 2, 29, 9, 0));
    expect(until('day')).toEqual(new Date(2026, 2, 29, 14, 30));
    expect(until('week')).toEqual(new Date(2026, 3, 4, 14, 30));
  });

  it('is written as the field of a date and time wants it', () => {
    expect(toLocalField(new Date(2026, 2, 8, 4, 5))).toBe('2026-03-08T04:05');
  });
});
