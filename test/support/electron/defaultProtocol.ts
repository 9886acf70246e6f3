import { Protocol } from './protocol.ts';
import { Session } from './session.ts';

const beforeReady = new Protocol();

type Implemented = Pick<Electron.Protocol, 'handle' | 'isProtocolHandled' | 'registerSchemesAsPrivileged' | 'unhandle'>;

/** The `protocol` that is imported is the default session's. */
export const protocol: Implemented = {
  handle: (scheme, handler) => Session.defaultSession.protocol.handle(scheme, handler),
  isProtocolHandled: (scheme) => Session.defaultSession.protocol.isProtocolHandled(scheme),
  registerSchemesAsPrivileged: (schemes) => beforeReady.registerSchemesAsPrivileged(schemes),
  unhandle: (scheme) => Session.defaultSession.protocol.unhandle(scheme),
};
