import { app } from 'electron';
import type { Log } from '../../core/log.ts';
import { identity } from '../identity.ts';

/** Makes this the application of `watchkeeper:` links. Packaging declares the scheme as well; macOS and Linux need both. */
export function registerProtocol(log: Log): void {
  if (!app.isPackaged) {
    log.info(`Links that begin with ${identity.protocol}: lead here only once Watchkeeper is installed`);
    return;
  }
  if (!app.setAsDefaultProtocolClient(identity.protocol)) {
    log.warn(`The system did not take Watchkeeper for links that begin with ${identity.protocol}:`);
  }
}
