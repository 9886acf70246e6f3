import { app } from 'electron';
import { alertIdOf } from './deepLink.ts';

/**
 * macOS hands links to the running application instead of its command line, the first one before `ready`: call this
 * before. Null: a link that names no alert, which only brings the window forward.
 */
export function onOpenUrl(callback: (alertId: string | null) => void): void {
  app.on('open-url', (event, url) => {
    event.preventDefault();
    callback(alertIdOf(url));
  });
}
