import type { PopUp, Sound } from '../../shared/popUp.ts';
import { type PopUpAnswer, popUpButtons } from './popUpAnswers.ts';

/** A toast may have 5 KB in all; a click on one that tells of more leads to the list anyway. */
const mostIds = 20;
const idPattern = /^[\w.:-]{1,64}$/;

/** Windows' own sounds, since a toast plays no file of an application that is not from its store. */
const sounds: Record<Sound, string> = {
  none: '<audio silent="true"/>',
  chime: '<audio src="ms-winsoundevent:Notification.Reminder"/>',
  alarm: '<audio src="ms-winsoundevent:Notification.Looping.Alarm" loop="false"/>',
};

/**
 * A Windows toast that knows what it is about: its arguments come back with a click whether the application still holds
 * the object, has been started anew, or does not run. Electron's own toasts carry a hash of their id alone.
 */
export function toastXml(popUp: PopUp): string {
  // Without a button a reminder goes away like any other toast.
  const dismiss = popUp.stays ? '<action activationType="system" arguments="dismiss" content="Dismiss"/>' : '';
  const buttons = hasButtons(popUp)
    ? popUpButtons.map(
        (button, index) =>
          `<action activationType="foreground" arguments="${escaped(toastArguments(popUp, button.do, index))}" content="${button.text}"/>`,
      )
    : [];
  const actions = buttons.length > 0 || dismiss !== '' ? `<actions>${buttons.join('')}${dismiss}</actions>` : '';
  return (
    `<toast launch="${escaped(toastArguments(popUp, 'open'))}" activationType="foreground"${popUp.stays ? ' scenario="reminder"' : ''}>` +
    `<visual><binding template="ToastGeneric"><text>${escaped(popUp.title)}</text><text>${escaped(popUp.body)}</text></binding></visual>` +
    `${actions}${sounds[popUp.sound]}</toast>`
  );
}

/** The answer that a toast's arguments stand for; null for what is not of our making. Any program can pass arguments. */
export function readToastArguments(text: string): PopUpAnswer | null {
  const fields = new URLSearchParams(text);
  const popUpId = fields.get('popUp') ?? '';
  const answer = fields.get('do');
  const alertIds = (fields.get('alerts') ?? '').split(',').filter((id) => id !== '');
  if (popUpId === '' || popUpId.length > 64 || alertIds.length > mostIds) return null;
  if (answer !== 'open' && answer !== 'acknowledge' && answer !== 'snooze') return null;
  if (!alertIds.every((id) => idPattern.test(id))) return null;
  return { popUpId, alertIds, do: answer };
}

/** Only one that is about one alert, which is not over: nobody should acknowledge several unread. */
export function hasButtons(popUp: PopUp): boolean {
  return popUp.actionable && popUp.kind === 'alert' && popUp.alertIds.length === 1;
}

/** `type` and `action` are read by Electron itself, the rest by us. */
function toastArguments(popUp: PopUp, answer: PopUpAnswer['do'], button?: number): string {
  return new URLSearchParams({
    type: button === undefined ? 'click' : 'action',
    ...(button === undefined ? {} : { action: String(button) }),
    popUp: popUp.id,
    do: answer,
    alerts: popUp.alertIds.slice(0, mostIds).join(','),
  }).toString();
}

function escaped(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no way to write them, and one would undo the whole toast.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
      .toWellFormed()
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
