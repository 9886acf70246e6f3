/** What the browser says to notifications of this page; `unavailable` where it has none to give. */
export type PopUpPermission = NotificationPermission | 'unavailable';

type Browser = Pick<Window, 'isSecureContext'> & { Notification?: Pick<typeof Notification, 'permission'> };

export function readPermission(browser: Browser): PopUpPermission {
  // Some browsers keep the constructor beyond localhost and answer "denied", which would send people to the wrong place.
  if (!browser.isSecureContext || !browser.Notification) return 'unavailable';
  return browser.Notification.permission;
}
