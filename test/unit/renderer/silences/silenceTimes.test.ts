import { describe, expect, it } from 'vitest';
import {
  boundsOf,
  choicesOf,
  firstTimes,
  type SilenceTimes,
  withBeginning,
} from '../../../../renderer/features/silences/silenceTimes.ts';

const now = new Date(2026, 2, 28, 14, 30);
const first = firstTimes(now);
const bounds = (part: Partial<SilenceTimes>) => boundsOf({ ...first, ...part }, now, now);

describe('when a silence begins and ends', () => {
  it('is from now for an hour, unless a person wants it otherwise', () => {
    expect(bounds({})).toEqual({ startsAt: null, endsAt: new Date(2026, 2, 28, 15, 30) });
    expect(bounds({ span: 'other', until: '2026-03-28T18:00' })).toEqual({
      ...{ startsAt: null, endsAt: new Date(2026, 2, 28, 18, 0) },
    });
  });

  it('can be later, from the next full hour at first, and lasts from then on', () => {
    const later = withBeginning(first, { begins: 'later' });
    expect(later.from).toBe('2026-03-28T15:00');
    const night = withBeginning(later, { begins: 'later', from: '2026-03-30T02:00' });
    expect(boundsOf({ ...night, span: 'fourHours' }, now, now)).toEqual({
      ...{ startsAt: new Date(2026, 2, 30, 2, 0), endsAt: new Date(2026, 2, 30, 6, 0) },
    });
    expect(night.until).toBe('2026-03-30T06:00');
  });

  it('offers no morning for one that begins later, and goes on with an hour where that was chosen', () => {
    const later = withBeginning({ ...first, span: 'morning' }, { begins: 'later' });
    expect(later.span).toBe('hour');
    expect(choicesOf(later, now).map(({ id }) => id)).toEqual(['hour', 'fourHours', 'day', 'week']);
    expect(choicesOf(first, now).map(({ id }) => id)).toContain('morning');
  });

  it('lets a year with a digit too many move nothing, however late it would be', () => {
    const late = withBeginning(first, { begins: 'later', from: '275760-09-13T00:00' });
    expect(late.until).toBe(first.until);
    expect(choicesOf(late, now).map(({ until }) => until.getFullYear())).toEqual([2026, 2026, 2026, 2026]);
  });

  it.each<[string, Partial<SilenceTimes>]>([
    ['Choose when it begins.', { begins: 'later', from: '' }],
    ['That beginning is past: choose a later one, or Now.', { begins: 'later', from: '2026-03-28T14:00' }],
    ['Choose when it begins.', { begins: 'later', from: '20266-03-28T16:00' }],
    ['Choose when it ends.', { span: 'other', until: '' }],
    ['Choose when it ends.', { span: 'other', until: '20266-03-28T16:00' }],
    ['That time is past: choose a later one.', { span: 'other', until: '2026-03-28T14:30' }],
    [
      'It would end before it begins: choose a later end.',
      { begins: 'later', from: '2026-03-28T16:00', span: 'other', until: '2026-03-28T15:00' },
    ],
  ])('is not right: %s', (problem, part) => {
    expect(bounds(part)).toEqual({ problem });
  });
});
