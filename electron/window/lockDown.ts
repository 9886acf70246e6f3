import { app, type Session, type WebContents } from 'electron';
import type { Log } from '../../core/log.ts';
import { isPageUrl, pagePath } from './pageUrl.ts';

export interface LockDownOptions {
  /** Gives a link to the system's browser after checking it. */
  openLink: (address: string) => void;
  /** Shows a page of ours that was asked for in a window of its own. */
  openPage: (path: string) => void;
  log: Log;
}

/**
 * Keeps every page, of whatever window, on our own pages and without any of the browser's permissions. To be called
 * before the first session and window exist.
 */
export function lockDown(options: LockDownOptions): void {
  app.on('session-created', denyPermissions);
  app.on('web-contents-created', (_event, contents) => confine(contents, options));
}

/** Electron grants what nobody denies. Requests and checks are two questions, and either may come alone. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  // No page of ours saves files; one gone bad would ask the person where to put a program. Asked twice, it stays once.
  session.off('will-download', refuseDownload);
  session.on('will-download', refuseDownload);
}

function refuseDownload(event: { preventDefault(): void }): void {
  event.preventDefault();
}

function confine(contents: WebContents, { openLink, openPage, log }: LockDownOptions): void {
  const stayHere = (details: { readonly url: string; preventDefault(): void }) => {
    if (isPageUrl(details.url)) return;
    details.preventDefault();
    log.warn('A page was kept from leaving', { to: URL.parse(details.url)?.protocol ?? 'no address' });
  };
  // The default session may have been there before anybody listened for new ones.
  denyPermissions(contents.session);
  contents.on('will-navigate', stayHere);
  contents.on('will-redirect', stayHere);
  contents.on('will-frame-navigate', (details) => {
    if (!details.isMainFrame) details.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isPageUrl(url)) openPage(pagePath(url));
    else openLink(url);
    return { action: 'deny' };
  });
}
