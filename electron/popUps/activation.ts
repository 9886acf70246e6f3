import { Notification } from 'electron';
import type { PopUpAnswer } from './popUpAnswers.ts';
import { readToastArguments } from './toast.ts';

/**
 * Windows only: clicks on toasts of an earlier run, the one that started the application, and those whose object is
 * gone. Call it after `ready` and once answers can be carried out: what was clicked before comes at once.
 */
export function listenForActivations(
  answer: (answer: PopUpAnswer) => void,
  platform: NodeJS.Platform = process.platform,
): void {
  if (platform !== 'win32') return;
  Notification.handleActivation((details) => {
    const read = readToastArguments(details.arguments);
    if (read !== null) answer(read);
  });
}
