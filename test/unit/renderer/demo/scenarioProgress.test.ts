import { describe, expect, it } from 'vitest';
import { scenarioProgress } from '../../../../renderer/features/demo/scenarioProgress.ts';
import type { Scenario } from '../../../../shared/demo.ts';
import { anAlert } from '../../../support/builders.ts';

const startedAt = '2026-03-10T12:00:00.000Z';
const secondsIn = (seconds: number) => Date.parse(startedAt) + seconds * 1000;
const running: Scenario = {
  scenario: 'revenue_drop',
  title: 'Revenue drop',
  description: 'Baskets shrink; raises a revenue drop.',
  raises: ['revenue_drop'],
  expectedAfterMs: 120_000,
  running: true,
  startedAt,
  endsAt: '2026-03-10T12:10:00.000Z',
};

describe('scenarioProgress', () => {
  it.each([
    [-40, 'alert expected in about 2 min'],
    [0, 'alert expected in about 2 min'],
    [59, 'alert expected in about 2 min'],
    [60, 'alert expected in about 1 min'],
    [61, 'alert expected in less than a minute'],
    [120, 'alert expected any moment'],
    [400, 'alert expected any moment'],
  ])('says after %i s when to expect the alert', (seconds, words) => {
    expect(scenarioProgress(running, [], secondsIn(seconds))).toEqual({ kind: 'waiting', words });
  });

  it('waits as long as its alert takes', () => {
    const leak = { ...running, expectedAfterMs: 16 * 60_000 };
    const words = 'alert expected in about 11 min';
    expect(scenarioProgress(leak, [], secondsIn(300))).toEqual({ kind: 'waiting', words });
  });

  it('names an alert of its own that was seen since the start, also one that was open before', () => {
    const lastSeenAt = '2026-03-10T12:01:40.000Z';
    const before = anAlert({ id: 'before', type: 'revenue_drop', lastSeenAt: '2026-03-10T11:59:59.000Z' });
    const other = anAlert({ id: 'other', type: 'traffic_spike', lastSeenAt });
    const raised = anAlert({ ...before, id: 'raised', lastSeenAt });
    expect(scenarioProgress(running, [other, before], secondsIn(90)).kind).toBe('waiting');
    expect(scenarioProgress(running, [{ ...raised, status: 'resolved' }], secondsIn(90)).kind).toBe('waiting');
    expect(scenarioProgress(running, [other, before, raised], secondsIn(110))).toEqual({
      ...{ kind: 'raised', alert: raised },
    });
  });

  it('names the alert that it is about before those that come with it', () => {
    const both = { ...running, raises: ['traffic_drop', 'revenue_drop'] };
    const lastSeenAt = '2026-03-10T12:01:40.000Z';
    const revenue = anAlert({ id: 'revenue', type: 'revenue_drop', lastSeenAt });
    const traffic = anAlert({ id: 'traffic', type: 'traffic_drop', lastSeenAt });
    expect(scenarioProgress(both, [revenue, traffic], secondsIn(110))).toMatchObject({ alert: { id: 'traffic' } });
  });

  it('names what was learned to be otherwise since the start, until a rule speaks', () => {
    const seen = { lastSeenAt: '2026-03-10T12:01:40.000Z', type: 'learned_low' };
    const learned = anAlert({ ...seen, id: 'learned', startsAt: '2026-03-10T12:01:00.000Z' });
    const older = anAlert({ ...seen, id: 'older', startsAt: '2026-03-10T11:00:00.000Z' });
    const rule = anAlert({ ...seen, id: 'rule', type: 'revenue_drop' });
    expect(scenarioProgress(running, [older], secondsIn(110)).kind).toBe('waiting');
    expect(scenarioProgress(running, [older, learned], secondsIn(110))).toMatchObject({ alert: { id: 'learned' } });
    expect(scenarioProgress(running, [learned, rule], secondsIn(110))).toMatchObject({ alert: { id: 'rule' } });
  });

  it('has nothing to say of a scenario that does not run', () => {
    expect(scenarioProgress({ ...running, running: false }, [], secondsIn(10))).toEqual({ kind: 'idle' });
  });
});
