import { describe, expect, it } from 'vitest';
import { spanChoices } from '../../../../renderer/features/silences/silenceDraft.ts';

describe('how long a silence can last', () => {
  const now = new Date(2026, 2, 28, 14, 30);
  const until = (id: string) => spanChoices(now).find((choice) => choice.id === id)?.until;

  it('is some hours, or until a time of day on this clock, whatever night lies between', () => {
    expect(until('hour')).toEqual(new Date(now.getTime() + 3_600_000));
    expect(until('morning')).toEqual(new Date(2026, 2, 29, 9, 0));
    expect(until('day')).toEqual(new Date(2026, 2, 29, 14, 30));
    expect(until('week')).toEqual(new Date(2026, 3, 4, 14, 30));
  });
});
