import { app } from 'electron';
import { identity } from '../identity.ts';

/** Tells the system who this is. Before `ready`, and before anything is shown: the systems remember by these names. */
export function identify(platform: NodeJS.Platform = process.platform): void {
  app.setName(identity.name);
  if (platform === 'linux') app.setDesktopName(identity.desktopName);
  if (platform === 'win32') {
    app.setAppUserModelId(identity.appId);
    app.setToastActivatorCLSID(identity.toastActivatorClsid);
  }
}
