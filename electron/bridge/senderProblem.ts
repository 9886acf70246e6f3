import type { IpcMainEvent, WebContents } from 'electron';
import { isPageUrl } from '../window/pageUrl.ts';

/**
 * Why the sender of a message must not be answered, or null. Any frame of any page that ever gets into a window of this
 * program can send messages; only the main frame of our own page in our own window is served.
 */
export function senderProblem(
  { sender, senderFrame }: Pick<IpcMainEvent, 'sender' | 'senderFrame'>,
  owns: (contents: WebContents) => boolean,
): string | null {
  if (!owns(sender)) return 'not a window of ours';
  if (senderFrame === null) return 'its frame is gone';
  try {
    if (senderFrame.parent !== null) return 'not the main frame';
    return isPageUrl(senderFrame.url) ? null : 'not a page of ours';
  } catch {
    // A frame that goes in this very moment throws at every question.
    return 'its frame is gone';
  }
}
