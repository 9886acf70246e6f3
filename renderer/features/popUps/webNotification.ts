import type { PopUp } from '../../../shared/popUp.ts';
import { popUpPath } from './popUpPath.ts';

/** What the service worker reads when a notification is clicked, perhaps long after the page is gone. */
interface NotificationData {
  path: string;
  alertIds: readonly string[];
}

/** Beyond the DOM library's own, which leaves out what only some browsers know. */
export interface WebNotificationOptions extends NotificationOptions {
  data: NotificationData;
  renotify: boolean;
  actions: { action: 'acknowledge' | 'snooze'; title: string }[];
}

/** A pop-up as a notification of the system. `silent`: it has no sound, or the page makes it. */
export function webNotification(popUp: PopUp, silent: boolean): { title: string; options: WebNotificationOptions } {
  const path = popUpPath(popUp);
  return {
    title: popUp.title,
    options: {
      body: popUp.body,
      // The same tag takes the place of the one before, also across tabs; it pops up again because something changed.
      tag: popUp.id,
      renotify: true,
      requireInteraction: popUp.stays,
      silent,
      icon: '/icons/icon-192.png',
      data: { path, alertIds: popUp.alertIds },
      // Several at once are looked at first: one click must not acknowledge what nobody has read.
      actions:
        popUp.actionable && popUp.kind === 'alert' && popUp.alertIds.length === 1
          ? [
              { action: 'acknowledge', title: 'Acknowledge' },
              { action: 'snooze', title: 'Snooze 30 min' },
            ]
          : [],
    },
  };
}
