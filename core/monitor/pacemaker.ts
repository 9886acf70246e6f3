import type { Problem } from '../../shared/problem.ts';
import type { Clock, Timer } from '../clock.ts';
import type { CycleTrigger } from './monitor.ts';

/** When the watch checks: at its interval, sooner after a failure or while much is waiting, at once when time has jumped. */
export interface Pacemaker {
  start(): void;
  /** A check began; the next one is due after its end. */
  hold(): void;
  /** A check ended; `problem`: what kept it from knowing everything, or null. `hasMore`: a source could go on at once. */
  next(problem: Problem | null, hasMore?: boolean): void;
  /** ms UTC; null: none is due. */
  nextCycleAt(): number | null;
  stop(): void;
}

interface PacemakerOptions {
  intervalMs: number;
  clock: Clock;
  /** Uniform in [0, 1): jitter. */
  random(): number;
  onDue(trigger: CycleTrigger): void;
  /** Every few seconds, for what changes by time alone. */
  onBeat(): void;
  /** The machine slept, or its clock was changed; `setBackMs`: by how much it was set back, 0 when it was not. */
  onJump(gapMs: number, setBackMs: number): void;
}

/** After a failure, while DNS or a VPN comes up; then the usual interval. */
const retryAfterMs = [2000, 5000, 10_000];
/** Between checks while a source reads its past: others are to get a turn. */
const moreAfterMs = 500;
/** How often the watch looks at itself between cycles: has time jumped, has the picture grown old? */
const heartbeatMs = 5000;
/** A heartbeat later than this by the wall clock means that the machine slept. */
const sleptAfterMs = 20_000;
/** A smaller step back is the clock being kept right. */
const clockSetBackMs = 1000;

export function createPacemaker(options: PacemakerOptions): Pacemaker {
  const { intervalMs, clock, random, onDue, onBeat, onJump } = options;
  let cycleTimer: Timer | null = null;
  let heartbeat: Timer | null = null;
  let lastBeatAt = clock.now();
  let nextCycleAt: number | null = null;
  let retries = 0;

  function beat(): void {
    const now = clock.now();
    const gapMs = now - lastBeatAt;
    lastBeatAt = now;
    heartbeat = clock.after(heartbeatMs, beat);
    const setBackMs = gapMs < -clockSetBackMs ? heartbeatMs - gapMs : 0;
    if (gapMs > sleptAfterMs || setBackMs > 0) onJump(gapMs, setBackMs);
    onBeat();
  }

  return {
    start() {
      lastBeatAt = clock.now();
      beat();
    },
    hold: () => cycleTimer?.cancel(),
    next(problem, hasMore = false) {
      const retryMs = problem?.retryable ? retryAfterMs[retries] : undefined;
      retries = problem === null ? 0 : retries + 1;
      const jitteredMs = Math.round(intervalMs * (0.9 + 0.2 * random()));
      const delayMs = Math.min(retryMs ?? (hasMore ? moreAfterMs : jitteredMs), jitteredMs);
      nextCycleAt = clock.now() + delayMs;
      cycleTimer?.cancel();
      cycleTimer = clock.after(delayMs, () => onDue(retryMs === undefined ? 'timer' : 'retry'));
    },
    nextCycleAt: () => nextCycleAt,
    stop() {
      cycleTimer?.cancel();
      heartbeat?.cancel();
      nextCycleAt = null;
    },
  };
}
