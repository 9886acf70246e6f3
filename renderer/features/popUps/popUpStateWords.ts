import type { PopUpPermission } from './popUpPermission.ts';

export interface PopUpStateWords {
  /** `inPage`: wanted, but the system's notifications are not to be had. */
  state: 'off' | 'on' | 'inPage';
  /** In a word or two. */
  word: string;
  /** What it means for the person and, where something is in the way, what to do. */
  explanation: string;
  /** Whether asking the browser again can help. */
  mayAsk: boolean;
}

/** Whether this browser shows pop-ups, and how, in words. */
export function popUpStateWords(wanted: boolean, permission: PopUpPermission): PopUpStateWords {
  if (!wanted) {
    return {
      state: 'off',
      word: 'Off',
      explanation:
        permission === 'granted' || permission === 'default'
          ? 'Nothing pops up in this browser. Turning it on asks the browser for its permission.'
          : 'Nothing pops up in this browser.',
      mayAsk: false,
    };
  }
  const inPage = 'Pop-ups show inside this page, with sound, while it is open.';
  switch (permission) {
    case 'granted':
      return {
        state: 'on',
        word: 'On',
        explanation: 'As notifications of the system, while a page of Watchkeeper is open in this browser.',
        mayAsk: false,
      };
    case 'default':
      return {
        state: 'inPage',
        word: 'In this page only',
        explanation: `The browser has not been given permission for notifications of the system. ${inPage}`,
        mayAsk: true,
      };
    case 'denied':
      return {
        state: 'inPage',
        word: 'In this page only',
        explanation: `The browser was told to block notifications of this site. ${inPage} To have them from the system, allow notifications in the site settings, left of the address.`,
        mayAsk: false,
      };
    case 'unavailable':
      return {
        state: 'inPage',
        word: 'In this page only',
        explanation: `Browsers give notifications of the system to https pages and to this machine's own only, and some not at all. ${inPage}`,
        mayAsk: false,
      };
  }
}
