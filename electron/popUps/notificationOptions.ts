import type { NotificationConstructorOptions } from 'electron';
import type { PopUp, Sound } from '../../shared/popUp.ts';
import { popUpButtons } from './popUpAnswers.ts';
import { hasButtons, toastXml } from './toast.ts';

/** Files of `build/sounds`, beside the application's other resources, where macOS looks for them by name. */
export const soundFiles: Record<Exclude<Sound, 'none'>, string> = {
  chime: 'watchkeeper-chime.wav',
  alarm: 'watchkeeper-alarm.wav',
};

/** macOS cuts at about 256 bytes; here the cut shows. */
const longestBody = 240;

/** A pop-up as each system's notification takes it. */
export function notificationOptions(popUp: PopUp, platform: NodeJS.Platform): NotificationConstructorOptions {
  const body =
    [...popUp.body].length > longestBody ? `${[...popUp.body].slice(0, longestBody - 1).join('')}…` : popUp.body;
  return {
    id: popUp.id,
    title: popUp.title,
    // Servers on Linux read the body as markup, where a name like "R&D" would make it empty and "<a" a link.
    body: platform === 'linux' ? body.replaceAll('&', '&amp;').replaceAll('<', '&lt;') : body,
    silent: popUp.sound === 'none',
    // Servers on Linux let nothing go that is critical, and GNOME shows it in spite of "do not disturb".
    urgency: popUp.severity === 'critical' && popUp.stays ? 'critical' : 'normal',
    timeoutType: popUp.stays ? 'never' : 'default',
    actions: hasButtons(popUp) ? popUpButtons.map(({ text }) => ({ type: 'button', text })) : [],
    ...(platform === 'darwin' && popUp.sound !== 'none' ? { sound: soundFiles[popUp.sound] } : {}),
    ...(platform === 'win32' ? { toastXml: toastXml({ ...popUp, body }) } : {}),
  };
}
