import type { WebContents } from 'electron';
import type { Clock, Timer } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import { channels } from '../bridge/channels.ts';
import { identity } from '../identity.ts';
import { isPageUrl, pageAddress, pagePath } from './pageUrl.ts';
import { type Trouble, troubleAt, troublePath } from './troublePage.ts';

/** So many crashes within a minute are repaired by loading the page again; then it is left at a sentence. */
const mostCrashes = 3;
const crashWindowMs = 60_000;
/** A page that hangs for so long is ended and loaded again. */
const patienceMs = 20_000;
/** Another navigation came in between. */
const aborted = -3;

export interface PageKeeper {
  /** Shows a path: a page that is there is told, otherwise it is loaded at it. */
  goTo(path: string): void;
  /** A sentence for the person at the page; lost where no page is there to show it. */
  tell(sentence: string): void;
}

/**
 * Keeps a page of ours in a window, whatever happens to it: crashed or hanging it is loaded again, and when that does not
 * help, a page without any script says so. `giveUp`: not even that one could be shown.
 */
export function keepPage(
  contents: WebContents,
  { clock, log, giveUp }: { clock: Clock; log: Log; giveUp: () => void },
): PageKeeper {
  let state: 'loading' | 'ready' | 'trouble' = 'loading';
  let crashes: number[] = [];
  let patience: Timer | null = null;

  const load = (path: string) => {
    // How it ends is told by did-finish-load and did-fail-load.
    contents.loadURL(pageAddress(path) ?? `${identity.pageOrigin}/`).catch(() => {});
  };
  const showTrouble = (trouble: Trouble) => {
    if (state === 'trouble') return;
    state = 'trouble';
    load(troublePath(trouble));
  };
  const stopWaiting = () => {
    patience?.cancel();
    patience = null;
  };

  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument, url }) => {
    if (!isMainFrame || isSameDocument) return;
    if (isPageUrl(url) && troubleAt(pagePath(url)) === null) state = 'loading';
  });
  contents.on('did-finish-load', () => {
    if (state === 'loading') state = 'ready';
  });
  contents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
    if (!isMainFrame || code === aborted) return;
    log.error('The page could not be loaded', { code, description });
    if (state === 'trouble') giveUp();
    else showTrouble('notLoaded');
  });
  contents.on('preload-error', (_event, _path, error) => {
    // The page that tells of it has the same preload.
    if (state === 'trouble') return;
    log.error('The preload failed, so the page is cut off', { error });
    showTrouble('preload');
  });
  contents.on('unresponsive', () => {
    log.warn('The page does not respond');
    stopWaiting();
    patience = clock.after(patienceMs, () => {
      // A breakpoint looks the same from here.
      if (!contents.isDestroyed() && !contents.isDevToolsOpened()) contents.forcefullyCrashRenderer();
    });
  });
  contents.on('responsive', stopWaiting);
  contents.on('destroyed', stopWaiting);
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    stopWaiting();
    if (reason === 'clean-exit' || contents.isDestroyed()) return;
    log.error('The page crashed; the watch goes on', { reason, exitCode });
    if (state === 'trouble') return giveUp();
    crashes = [...crashes.filter((at) => clock.now() - at < crashWindowMs), clock.now()];
    if (crashes.length > mostCrashes) return showTrouble('crashed');
    state = 'loading';
    load(pagePath(contents.getURL()));
  });

  return {
    goTo(path) {
      const address = pageAddress(path);
      if (state !== 'ready') load(path);
      else if (address !== null) contents.send(channels.navigate, pagePath(address));
    },
    tell(sentence) {
      if (state === 'ready') contents.send(channels.notice, sentence);
    },
  };
}
