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

  it('names the alert that came after the start, not an older one', () => {
    const older = anAlert({ id: 'older', startsAt: '2026-03-10T11:59:59.000Z' });
    const raised = anAlert({ id: 'raised', startsAt: '2026-03-10T12:01:40.000Z' });
    expect(scenarioProgress(running, [older], secondsIn(90)).kind).toBe('waiting');
    expect(scenarioProgress(running, [raised, older], secondsIn(110))).toEqual({ kind: 'raised', alert: raised });
  });

  it('has nothing to say of a scenario that does not run', () => {
    expect(scenarioProgress({ ...running, running: false }, [], secondsIn(10))).toEqual({ kind: 'idle' });
  });
});
