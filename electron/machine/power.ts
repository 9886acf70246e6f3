import { powerMonitor } from 'electron';
import type { Clock, Timer } from '../../core/clock.ts';

interface PowerOptions {
  clock: Clock;
  /** Nobody is in front of the machine, or somebody is again. Told once a change. */
  setAway(away: boolean): void;
  /** The machine woke or was unlocked: what is known is old. */
  onWake(): void;
}

/** How often it is looked whether somebody is back, while nobody seems to be. */
const lookEveryMs = 30_000;
/** No key and no mouse for this long: nobody. */
const idleAfterSeconds = 60;

/**
 * Follows sleep, screen lock and change of user. No single event is relied on: `suspend` may come after the waking, `resume`
 * may never come on Linux, and an `unlock-screen` that is missed must not hold back pop-ups for ever. So while
 * nobody seems to be there, the system is asked every half minute. After `ready`. Returns how to end it.
 */
export function watchPower({ clock, setAway, onWake }: PowerOptions): () => void {
  /** Why nobody is there. */
  const reasons = new Set<'asleep' | 'locked' | 'otherUser'>();
  let toldAway = false;
  let look: Timer | null = null;

  function tell(): void {
    look?.cancel();
    look = null;
    const away = reasons.size > 0;
    if (away) look = clock.after(lookEveryMs, lookAgain);
    if (away === toldAway) return;
    toldAway = away;
    setAway(away);
  }

  function lookAgain(): void {
    const state = powerMonitor.getSystemIdleState(idleAfterSeconds);
    // This runs, so the machine does.
    reasons.delete('asleep');
    if (state === 'active') reasons.delete('locked');
    else if (state === 'locked') reasons.add('locked');
    const isBack = reasons.size === 0;
    tell();
    if (isBack) onWake();
  }

  const leaves = (reason: 'asleep' | 'locked' | 'otherUser') => () => {
    reasons.add(reason);
    tell();
  };
  const returns =
    (...ended: ('asleep' | 'locked' | 'otherUser')[]) =>
    () => {
      for (const reason of ended) reasons.delete(reason);
      tell();
      onWake();
    };
  const stops = [
    listen('suspend', leaves('asleep')),
    listen('resume', returns('asleep')),
    listen('lock-screen', leaves('locked')),
    listen('unlock-screen', returns('locked', 'asleep', 'otherUser')),
    listen('user-did-resign-active', leaves('otherUser')),
    listen('user-did-become-active', returns('otherUser')),
  ];
  return () => {
    for (const stop of stops) stop();
    look?.cancel();
  };
}

type PowerEvent =
  | 'suspend'
  | 'resume'
  | 'lock-screen'
  | 'unlock-screen'
  | 'user-did-become-active'
  | 'user-did-resign-active';

/** Those that a system does not have never come there. */
function listen(event: PowerEvent, listener: () => void): () => void {
  const monitor: NodeJS.EventEmitter = powerMonitor;
  monitor.on(event, listener);
  return () => monitor.off(event, listener);
}
