import { number, type SettingField } from '../../setup/settingField.ts';

export const timeZoneField: SettingField = {
  path: 'learning.timeZone',
  label: 'Time zone of the shop',
  effect: 'Its days and weeks are what is learned: the evening peak, the quiet Sunday.',
  input: { kind: 'choice', options: [], wide: true },
};

/** What is learned, and from how much. */
export const whatFields: SettingField[] = [
  {
    path: 'learning.shop',
    label: 'Learn the shop',
    effect: 'Revenue, events, sessions, carts, abandonment, conversion and order value.',
    input: { kind: 'toggle' },
  },
  {
    path: 'learning.categories',
    label: 'Learn categories',
    effect: 'Purchases of the best-selling categories, each for itself.',
    input: { kind: 'toggle' },
  },
  {
    path: 'learning.metrics',
    label: 'Learn metrics of components',
    effect: 'Every numeric metric that components write.',
    input: { kind: 'toggle' },
  },
  {
    path: 'learning.jobs',
    label: 'Learn durations of jobs',
    effect: 'How long each job usually takes.',
    input: { kind: 'toggle' },
  },
  timeZoneField,
  {
    path: 'learning.historyDays',
    label: 'History learned at first',
    effect: 'So many days are read when a series is met first.',
    input: number('d'),
  },
  {
    path: 'learning.mostSeries',
    label: 'Series at most',
    effect: 'More are not learned; the most recently seen come first. Each takes about 35 kB.',
    input: number('series'),
  },
];

/** Which way a series with a limit is going. */
export const trendFields: SettingField[] = [
  {
    path: 'learning.trends.enabled',
    label: 'Look ahead',
    effect: 'Tells when a disk, a memory or a queue is going to reach its limit.',
    input: { kind: 'toggle' },
  },
  {
    path: 'learning.trends.horizonHours',
    label: 'Told ahead at most',
    effect: 'What is reached later than that is not told yet.',
    input: number('h'),
  },
  {
    path: 'learning.trends.nearHours',
    label: 'Near from',
    effect: 'Its severity rises from low to high when the limit is this near.',
    input: number('h'),
  },
];
