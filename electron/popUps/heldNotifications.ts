import type { Notification } from 'electron';
import type { Clock } from '../../core/clock.ts';

/** Notifications that are shown, by the id of their pop-up. */
export interface HeldNotifications {
  hold(id: string, notification: Notification): void;
  /** Lets go without taking it away from the screen. */
  release(id: string, notification: Notification): void;
  /** Takes it away from the screen. */
  close(id: string): void;
  size(): number;
}

const mostHeld = 200;
const longestHeldMs = 24 * 3_600_000;

/**
 * An object that nobody holds is collected within minutes, and its click is lost with it. Systems need not say that a
 * notification was closed, so the number and the time are limited as well.
 */
export function createHeldNotifications(clock: Clock): HeldNotifications {
  const held = new Map<string, { notification: Notification; since: number }>();

  function drop(id: string): Notification | undefined {
    const found = held.get(id);
    held.delete(id);
    return found?.notification;
  }

  return {
    hold(id, notification) {
      held.set(id, { notification, since: clock.now() });
      for (const [oldId, { since }] of held)
        if (held.size > mostHeld || clock.now() - since > longestHeldMs) drop(oldId)?.removeAllListeners();
    },
    release(id, notification) {
      if (held.get(id)?.notification === notification) drop(id);
    },
    close(id) {
      const notification = drop(id);
      notification?.removeAllListeners();
      notification?.close();
    },
    size: () => held.size,
  };
}
