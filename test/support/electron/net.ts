import { isOnline, netFetch } from './netFetch.ts';
import { Session } from './session.ts';

type Implemented = Pick<Electron.Net, 'fetch' | 'isOnline' | 'online'>;

export const net: Implemented = {
  fetch: (input, init) => netFetch(Session.defaultSession.protocol, input, init),
  isOnline,
  get online() {
    return isOnline();
  },
};
