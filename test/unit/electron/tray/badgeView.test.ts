import { expect, it } from 'vitest';
import { badgeView } from '../../../../electron/tray/badgeView.ts';
import { localTime, now, someTrayFacts } from './someTrayFacts.ts';

it.each([
  [{}, 0, null],
  [{ unacknowledged: { critical: 2, low: 10 } }, 12, { name: 'critical-9+', description: '2 critical, 10 low' }],
  [{ unacknowledged: { medium: 3 } }, 3, { name: 'medium-3', description: '3 medium' }],
  [{ health: { status: 'late' } }, 0, { name: 'late', description: 'late' }],
  [
    { unacknowledged: { high: 1 }, health: { status: 'late' } },
    1,
    { name: 'high-1', description: 'late, 1 high when last checked' },
  ],
  [{ unacknowledged: { high: 1 }, health: { status: 'starting' } }, 0, null],
] as const)('%j counts %i', (facts, count, overlay) => {
  expect(badgeView(someTrayFacts(facts), now)).toEqual({ count, overlay });
});

it('has no number while blind, and says so', () => {
  const statusSince = '2026-03-10T11:35:00.000Z';
  const facts = someTrayFacts({ unacknowledged: { critical: 2 }, health: { status: 'blind', statusSince } });
  expect(badgeView(facts, now)).toEqual({
    count: 0,
    overlay: { name: 'blind', description: `blind since ${localTime(statusSince)}` },
  });
});

it('does not change while time passes', () => {
  const facts = someTrayFacts({ unacknowledged: { high: 1 } });
  expect(badgeView(facts, now + 3_600_000)).toEqual(badgeView(facts, now));
});
