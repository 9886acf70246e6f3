import { describe, expect, it } from 'vitest';
import { quietTimes } from '../../../../renderer/features/quietTimes/quietTimes.ts';
import { Settings } from '../../../../shared/settings.ts';

// A Tuesday, 13:00 in Berlin.
const noon = Date.parse('2026-03-10T12:00:00.000Z');
type Given = { delivery?: unknown; popUps?: unknown };

const timesOf = (given: Given, now = noon) =>
  quietTimes(Settings.parse(given), 'Europe/Berlin', now).map(({ who, on, at, when, path }) => [
    `${who} ${on ? 'quiet until' : 'quiet from'} ${at === null ? 'never' : new Date(at).toISOString().slice(5, 16)}`,
    when.join(' / '),
    path,
  ]);
const night = { from: '22:00', to: '07:00', days: ['mon', 'tue', 'wed', 'thu', 'fri'] };
const quietEmail = { options: { email: { quietHours: [night] } } };

describe('quiet hours of a receiver', () => {
  const when = 'Mon to Fri, 22:00 to 07:00 on the next day, Europe/Berlin; critical breaks through';

  it('say when they begin next', () => {
    expect(timesOf({ delivery: quietEmail })).toEqual([['email quiet from 03-10T21:00', when, '/delivery']]);
  });

  it('say when they end while they are on', () => {
    const midnight = Date.parse('2026-03-10T23:30:00.000Z');
    expect(timesOf({ delivery: quietEmail }, midnight)).toEqual([['email quiet until 03-11T06:00', when, '/delivery']]);
  });

  it('say of each of several whether critical alerts wait, and end with the last of them', () => {
    const quietHours = [
      { from: '12:00', to: '14:00', timeZone: 'UTC', criticalBreaksThrough: false },
      { from: '14:00', to: '15:00', timeZone: 'UTC' },
    ];
    expect(timesOf({ delivery: { options: { email: { quietHours } } } })).toEqual([
      [
        'email quiet until 03-10T15:00',
        'every day, 12:00 to 14:00, UTC; critical waits too / every day, 14:00 to 15:00, UTC; critical breaks through',
        '/delivery',
      ],
    ]);
  });

  it('that are always on never end', () => {
    const quietHours = [{ from: '00:00', to: '00:00' }];
    expect(timesOf({ delivery: { options: { email: { quietHours } } } })[0]?.[0]).toBe('email quiet until never');
  });
});

describe('quiet hours of pop-ups', () => {
  const quietHours = { enabled: true, from: '12:00', to: '14:00', timeZone: 'UTC', criticalBreaksThrough: false };

  it('lead to where they are set', () => {
    expect(timesOf({ popUps: { quietHours } })).toEqual([
      ['Pop-ups quiet until 03-10T14:00', 'every day, 12:00 to 14:00, UTC; critical waits too', '/setup#pop-ups'],
    ]);
  });

  it.each([
    ['they are off', { quietHours: { ...quietHours, enabled: false } }],
    ['there are no pop-ups', { enabled: false, quietHours }],
    ['they begin when they end', { quietHours: { ...quietHours, to: '12:00' } }],
  ])('are not told of when %s', (_, popUps) => {
    expect(timesOf({ popUps })).toEqual([]);
  });
});

describe('times of routes', () => {
  const times = [
    { name: 'office', periods: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }] },
    { name: 'lunch', periods: [{ from: '12:30', to: '13:30' }] },
  ];

  it('say in which a route is mute and in which alone it is told, by the names of the routes above it', () => {
    const route = { name: 'Revenue', muteTimes: ['lunch'], activeTimes: ['office'] };
    expect(timesOf({ delivery: { times, routes: { name: 'All', routes: [route] } } })).toEqual([
      [
        'Route All → Revenue quiet until 03-10T12:30',
        'mute in “lunch” (every day, 12:30 to 13:30, Europe/Berlin); critical waits too',
        '/delivery?tab=routes',
      ],
      [
        'Route All → Revenue quiet from 03-10T16:00',
        'told only in “office” (Mon to Fri, 09:00 to 17:00, Europe/Berlin); critical waits too',
        '/delivery?tab=routes',
      ],
    ]);
  });

  it('that no route goes by say nothing', () => {
    expect(timesOf({ delivery: { times } })).toEqual([]);
  });
});

it('those that are on come first, by their ends, and then the others, by their beginnings', () => {
  const options = {
    a: { quietHours: [{ from: '20:00', to: '21:00', timeZone: 'UTC' }] },
    b: { quietHours: [{ from: '11:00', to: '15:00', timeZone: 'UTC' }] },
    c: { quietHours: [{ from: '13:00', to: '14:00', timeZone: 'UTC' }] },
    d: { quietHours: [{ from: '11:00', to: '13:00', timeZone: 'UTC' }] },
  };
  expect(timesOf({ delivery: { options } }).map(([who]) => who?.[0])).toEqual(['d', 'b', 'c', 'a']);
});
