import type { CustomScheme } from 'electron';
import { needReady, onlyBeforeReady, onReset } from './world.ts';

type Handler = (request: Request) => Response | Promise<Response>;
type Implemented = Pick<Electron.Protocol, 'handle' | 'isProtocolHandled' | 'registerSchemesAsPrivileged' | 'unhandle'>;

let schemes: CustomScheme[] | null = null;
onReset(() => {
  schemes = null;
});

/** What was registered as standard, secure and so on; a page of a scheme that was not is blank. */
export function privilegesOf(scheme: string): Electron.Privileges | null {
  return schemes?.find((one) => one.scheme === scheme)?.privileges ?? null;
}

/** The handlers of one session; a window of another session does not see them. */
export class Protocol implements Implemented {
  readonly #handlers = new Map<string, Handler>();

  handle(scheme: string, handler: Handler): void {
    needReady('protocol.handle');
    if (this.#handlers.has(scheme)) throw new Error(`The scheme has already been registered: ${scheme}`);
    this.#handlers.set(scheme, handler);
  }

  isProtocolHandled(scheme: string): boolean {
    return this.#handlers.has(scheme);
  }

  registerSchemesAsPrivileged(customSchemes: CustomScheme[]): void {
    onlyBeforeReady('protocol.registerSchemesAsPrivileged');
    // A second call replaces what the first registered, which is how schemes get lost.
    if (schemes) throw new Error('protocol.registerSchemesAsPrivileged may be called once only.');
    schemes = customSchemes;
  }

  unhandle(scheme: string): void {
    if (!this.#handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
  }

  handlerOf(scheme: string): Handler | undefined {
    return this.#handlers.get(scheme);
  }

  clear(): void {
    this.#handlers.clear();
  }
}
