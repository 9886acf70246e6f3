import { EventEmitter } from 'node:events';
import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { onReset } from './world.ts';

type Handler = (event: IpcMainInvokeEvent, ...args: unknown[]) => unknown;
type Implemented = Pick<Electron.IpcMain, 'handle' | 'handleOnce' | 'removeHandler'>;

/** `ipcMain`, and the narrower ones of a `webContents` and of a frame. */
export class Ipc extends EventEmitter implements Implemented {
  readonly #handlers = new Map<string, Handler>();

  handle(channel: string, listener: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    if (typeof listener !== 'function') throw new TypeError(`Expected handler to be a function, but found ${listener}`);
    this.#handlers.set(channel, listener);
  }

  handleOnce(channel: string, listener: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.removeHandler(channel);
      return listener(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  handlerOf(channel: string): Handler | undefined {
    return this.#handlers.get(channel);
  }

  clear(): void {
    this.#handlers.clear();
    this.removeAllListeners();
  }
}

export const ipcMain = new Ipc();
onReset(() => ipcMain.clear());

/** A message goes to the frame's listeners, the page's and the application's, in this order. */
export function deliver(scopes: readonly Ipc[], channel: string, event: IpcMainEvent, args: unknown[]): void {
  for (const scope of scopes) scope.emit(channel, event, ...args);
}

/** Of an error only its message crosses to the page, as in Electron. */
export async function invoke(
  scopes: readonly Ipc[],
  channel: string,
  event: IpcMainInvokeEvent,
  args: unknown[],
): Promise<unknown> {
  const handler = scopes.map((scope) => scope.handlerOf(channel)).find((one) => one !== undefined);
  try {
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return structuredClone(await handler(event, ...args));
  } catch (error) {
    throw new Error(`Error invoking remote method '${channel}': ${String(error)}`);
  }
}
