import type { PopUp } from '../../../shared/popUp.ts';
import type { Timers } from '../../api/timers.ts';
import { popUpPath } from './popUpPath.ts';
import { type WebNotificationOptions, webNotification } from './webNotification.ts';

/** The system's notifications, as far as a page has them. */
export interface SystemFace {
  /** Resolves to whether the system took it. */
  show(popUp: PopUp, silent: boolean): Promise<boolean>;
  close(ids: readonly string[]): Promise<void>;
}

/** The part of a registration that shows notifications. */
export interface NotificationRegistration {
  showNotification(title: string, options: WebNotificationOptions): Promise<void>;
  getNotifications(filter: { tag: string }): Promise<{ close(): void }[]>;
}

/** A notification that lives no longer than its page. */
export interface PageNotification {
  onclick: ((event: Event) => void) | null;
  onshow: ((event: Event) => void) | null;
  onerror: ((event: Event) => void) | null;
  onclose: ((event: Event) => void) | null;
  close(): void;
}

interface SystemFaceOptions {
  /** The active service worker's; null where there is none. */
  registration: () => Promise<NotificationRegistration | null>;
  /** Throws where notifications may only come from a service worker (Android, installed apps). */
  makeNotification: (title: string, options: NotificationOptions) => PageNotification;
  onClick: (path: string) => void;
  timers: Timers;
}

/** Not every system tells that it has shown one; an error comes at once. */
const errorWithinMs = 1000;

/**
 * Through the service worker where there is one: only its notifications have buttons and can be clicked while the page
 * sleeps. Otherwise as the page's own.
 */
export function createSystemFace({ registration, makeNotification, onClick, timers }: SystemFaceOptions): SystemFace {
  /** Held, or a click on one that has been collected would go nowhere. */
  const own = new Map<string, PageNotification>();

  const showOwn = (popUp: PopUp, silent: boolean) =>
    new Promise<boolean>((resolve) => {
      const { title, options } = webNotification(popUp, silent);
      const { actions: _refusedHere, ...plain } = options;
      const notification = makeNotification(title, plain);
      own.set(popUp.id, notification);
      const forget = () => {
        if (own.get(popUp.id) === notification) own.delete(popUp.id);
      };
      const timer = timers.after(errorWithinMs, () => resolve(true));
      const settle = (shown: boolean) => {
        timer.cancel();
        resolve(shown);
      };
      notification.onshow = () => settle(true);
      notification.onerror = () => {
        forget();
        settle(false);
      };
      notification.onclose = forget;
      notification.onclick = (event) => {
        event.preventDefault();
        notification.close();
        forget();
        onClick(popUpPath(popUp));
      };
    });

  return {
    async show(popUp, silent) {
      const worker = await registration().catch(() => null);
      if (worker) {
        const { title, options } = webNotification(popUp, silent);
        try {
          await worker.showNotification(title, options);
          return true;
        } catch {
          // The page itself may still be allowed to.
        }
      }
      try {
        return await showOwn(popUp, silent);
      } catch {
        return false;
      }
    },
    async close(ids) {
      const worker = await registration().catch(() => null);
      for (const id of ids) {
        own.get(id)?.close();
        own.delete(id);
        const shown = await worker?.getNotifications({ tag: id }).catch(() => []);
        for (const notification of shown ?? []) notification.close();
      }
    },
  };
}
