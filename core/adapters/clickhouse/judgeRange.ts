import { judgeableUntil, nextWindowStart, windowStartOf } from '../../detection/windows.ts';

export interface JudgeRangeOptions {
  now: number;
  /** End of the newest window judged before; null at the very first poll. */
  judgedUntil: number | null;
  windowMs: number;
  latenessMs: number;
  /** How far back the very first poll goes. */
  firstReachMs: number;
}

export type JudgeRange =
  /** Windows in [from, to) are due; none when both are equal. `judgedUntil` is to be remembered. */
  | { kind: 'due'; from: number; to: number; judgedUntil: number }
  /** The clock was set back a little: these windows were judged already, judging goes on at `until`. */
  | { kind: 'waiting'; until: number }
  /** The clock was set back a lot: judging begins anew from `to`. */
  | { kind: 'clockReset'; to: number };

/** The longest absence that is made up for, window by window. */
const catchUpMs = 24 * 3_600_000;
/** A clock set back by less is waited out; windows judged under a clock that wrong held the future. */
const clockPatienceMs = 15 * 60_000;

/** Which windows are due at `now`: each complete one since the last judged, once. All ms UTC. */
export function judgeRange(options: JudgeRangeOptions): JudgeRange {
  const { now, windowMs, latenessMs, judgedUntil } = options;
  const to = judgeableUntil(now, windowMs, latenessMs);
  const earliest = nextWindowStart(to - catchUpMs, windowMs);
  if (judgedUntil === null) {
    return {
      kind: 'due',
      from: Math.max(earliest, windowStartOf(to - options.firstReachMs, windowMs)),
      to,
      judgedUntil: to,
    };
  }
  // After a change of the window size: whole windows only, and nothing twice.
  const next = nextWindowStart(judgedUntil, windowMs);
  if (next <= to) return { kind: 'due', from: Math.max(next, earliest), to, judgedUntil: to };
  // A clock that is corrected by seconds may step back over the end of a window.
  if (next <= to + windowMs) return { kind: 'due', from: to, to, judgedUntil };
  return next <= to + windowMs + clockPatienceMs
    ? { kind: 'waiting', until: next + latenessMs }
    : { kind: 'clockReset', to };
}
