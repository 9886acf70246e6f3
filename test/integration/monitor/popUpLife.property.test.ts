import fc from 'fast-check';
import { expect, it } from 'vitest';
import { severities } from '../../../shared/severity.ts';
import { hardLives } from '../../support/hardLives.ts';
import { type Deed, liveThrough, type Mood, type Step } from '../../support/popUpLife.ts';

const types = ['one', 'two', 'three', 'four', 'five', 'six'];
const type = fc.constantFrom(...types);
const someMinutes = fc.integer({ min: 1, max: 60 });
const just = (deed: Deed) => fc.constant(deed);

const deeds: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 5, arbitrary: just({ do: 'nothing' }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('acknowledge' as const), type }) },
  fc.record({ do: fc.constant('unacknowledge' as const), type }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('snooze' as const), type, minutes: someMinutes }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('pause' as const), minutes: someMinutes }) },
  just({ do: 'endPause' }),
  { weight: 2, arbitrary: just({ do: 'leave' }) },
  { weight: 2, arbitrary: just({ do: 'comeBack' }) },
  just({ do: 'close' }),
  just({ do: 'open' }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('mood' as const),
      mood: fc.constantFrom<Mood>('well', 'well', 'slow', 'fails', 'hangs'),
    }),
  },
  fc.record({ do: fc.constant('sleep' as const), minutes: someMinutes }),
  fc.record({ do: fc.constant('setClockBack' as const), minutes: someMinutes }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('restart' as const),
      face: fc.constantFrom('desktop' as const, 'browser' as const),
      medium: fc.boolean(),
      resolved: fc.boolean(),
      night: fc.constantFrom('none' as const, 'breaksThrough' as const, 'holdsAll' as const),
    }),
  },
);
const severity = fc.option(fc.constantFrom(...severities), { freq: 2 });
const fires = fc.record(Object.fromEntries(types.map((name) => [name, severity])));
const lives: fc.Arbitrary<Step[]> = fc.array(fc.record({ deed: deeds, fires }), {
  minLength: 3,
  maxLength: 25,
  size: 'max',
});

it('shows only what may be shown, everything severe in the end, and nothing that is over; Slack does not notice', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (steps) => {
      const { slack, ...shown } = await liveThrough(steps, true);
      expect(shown).toEqual({ wrong: [], untold: [], left: [], timersLeft: 0 });
      expect(slack).toEqual((await liveThrough(steps, false)).slack);
    }),
    { numRuns: 20 + hardLives.length, examples: hardLives.map((steps) => [steps]) },
  );
}, 120_000);
