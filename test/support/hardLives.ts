import type { Severity } from '../../shared/severity.ts';
import type { Deed, Step } from './popUpLife.ts';

const nothing: Deed = { do: 'nothing' };
const well: Deed = { do: 'mood', mood: 'well' };
const hangs: Deed = { do: 'mood', mood: 'hangs' };
const later = { resolved: false, medium: false, night: 'none' } as const;
const restart = (face: 'desktop' | 'browser', how: Partial<Extract<Deed, { do: 'restart' }>> = {}): Deed => ({
  ...{ do: 'restart', face, ...later, ...how },
});
const pause = (minutes: number): Deed => ({ do: 'pause', minutes });
const snooze: Deed = { do: 'snooze', type: 'one', minutes: 1 };
const setClockBack = (minutes: number): Deed => ({ do: 'setClockBack', minutes });

/** Each deed, and how severe `one` and `two` are in the window after it. */
const life = (...steps: [deed: Deed, one?: Severity | null, two?: Severity | null][]): Step[] =>
  steps.map(([deed, one = null, two = null]) => ({
    deed,
    fires: { one, two, three: null, four: null, five: null, six: null },
  }));

/** What went wrong once, a life each. */
export const hardLives: Step[][] = [
  // It rose and fell again in a pause: nothing is owed any more.
  life([restart('desktop'), 'high'], [pause(6), 'critical'], [pause(6), 'high'], [{ do: 'endPause' }]),
  // It came back while the other face was there, and stood in a digest: told, not to be told again minutes later.
  life(
    [{ do: 'leave' }, 'critical'],
    [restart('browser'), 'critical'],
    [pause(21)],
    [nothing],
    [nothing, 'critical'],
    [restart('browser'), null, 'critical'],
    [restart('desktop')],
  ),
  // The machine slept in the middle of a batch, into a time of quiet.
  life(
    [hangs, 'critical'],
    [{ do: 'leave' }],
    [restart('desktop', { resolved: true, night: 'holdsAll' }), null, 'critical'],
    [{ do: 'sleep', minutes: 26 }],
    [pause(1)],
    [{ do: 'comeBack' }],
    [nothing],
  ),
  // It came back worse than it was told last, soon after its end.
  life(
    [nothing, 'critical'],
    [nothing],
    [restart('desktop')],
    [nothing, 'high'],
    [nothing],
    [well],
    [setClockBack(7)],
    [setClockBack(34)],
    [nothing],
    [nothing],
    [nothing, 'critical'],
  ),
  // The rise was owed by the one face, and asked of the other.
  life(
    [nothing, 'critical'],
    [restart('browser')],
    [nothing, 'high'],
    [{ do: 'acknowledge', type: 'one' }],
    [snooze, 'low'],
    [setClockBack(10), 'critical'],
  ),
  // It came back worse than it was at its end, though not worse than it had been.
  life(
    [{ do: 'leave' }, 'critical'],
    [{ do: 'leave' }, 'medium'],
    [pause(11)],
    [{ do: 'acknowledge', type: 'one' }, 'high'],
  ),
];
