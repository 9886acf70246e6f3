/** What the page's script says to the system around it. */
export type PageTells =
  | { say: 'hello'; url: string; main: boolean }
  | { say: 'open'; url: string; name: string }
  | { say: 'preloadFailed'; message: string; stack: string }
  | { say: 'send' | 'invoke'; url: string; main: boolean; channel: string; args: unknown[] }
  | { say: 'postMessage'; url: string; main: boolean; channel: string; message: unknown; ports: string[] }
  | { say: 'portMessage'; port: string; data: unknown; ports: string[] }
  | { say: 'portClosed'; port: string };

/** What it is told. */
export type PageHears =
  | { hear: 'send'; channel: string; args: unknown[]; ports: string[] }
  | { hear: 'portMessage'; port: string; data: unknown; ports: string[] }
  | { hear: 'portClosed'; port: string };

export interface InPageOptions {
  binding: string;
  hook: string;
  platform: string;
  argv: string[];
}

/**
 * Runs in every document before its own scripts, as text: it may use nothing from outside itself. It gives the preload
 * what a sandbox has (`electron`, `events`, `timers`, `url`) and bridges messages and ports to the main process. The
 * preload shares the page's world here; what it exposes crosses as copies all the same.
 */
export function inPage(options: InPageOptions, preload: ((...globals: unknown[]) => void) | null): void {
  const world = globalThis as unknown as Record<string, unknown> & Window;
  const tell = world[options.binding] as (message: unknown) => Promise<unknown>;
  // A page must not find the wire that its preload speaks over.
  delete world[options.binding];
  const main = window === window.top;
  const url = location.href;
  if (!/^https?:/.test(url)) return;
  void tell({ say: 'hello', url, main });
  if (!main) return;

  // Whatever the application decides, no second window is shown here; refused, as it should be, `open` gives null.
  world.open = (target: unknown, name: unknown) => {
    void tell({ say: 'open', url: new URL(String(target ?? ''), location.href).href, name: String(name ?? '') });
    return null;
  };

  const ports = new Map<string, MessagePort>();
  let nextPort = 1;
  const adopt = (port: MessagePort, id: string): void => {
    ports.set(id, port);
    port.addEventListener('message', (event) => {
      void tell({ say: 'portMessage', port: id, data: event.data, ports: event.ports.map(lend) });
    });
    port.addEventListener('close', () => {
      if (ports.delete(id)) void tell({ say: 'portClosed', port: id });
    });
    port.start();
  };
  const lend = (port: MessagePort): string => {
    const id = `page-${performance.timeOrigin}-${nextPort++}`;
    adopt(port, id);
    return id;
  };
  const borrow = (id: string): MessagePort => {
    const channel = new MessageChannel();
    adopt(channel.port1, id);
    return channel.port2;
  };

  type Listener = (...args: unknown[]) => void;
  class Emitter {
    readonly #listeners = new Map<string, { listener: Listener; once: boolean }[]>();
    on(name: string, listener: Listener, once = false): this {
      this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), { listener, once }]);
      return this;
    }
    addListener(name: string, listener: Listener): this {
      return this.on(name, listener);
    }
    once(name: string, listener: Listener): this {
      return this.on(name, listener, true);
    }
    off(name: string, listener: Listener): this {
      this.#listeners.set(
        name,
        (this.#listeners.get(name) ?? []).filter((one) => one.listener !== listener),
      );
      return this;
    }
    removeListener(name: string, listener: Listener): this {
      return this.off(name, listener);
    }
    removeAllListeners(name?: string): this {
      if (name === undefined) this.#listeners.clear();
      else this.#listeners.delete(name);
      return this;
    }
    emit(name: string, ...args: unknown[]): boolean {
      const all = this.#listeners.get(name) ?? [];
      for (const one of all) {
        if (one.once) this.off(name, one.listener);
        one.listener.apply(this, args);
      }
      return all.length > 0;
    }
    listenerCount(name: string): number {
      return this.#listeners.get(name)?.length ?? 0;
    }
  }

  class IpcRenderer extends Emitter {
    send(channel: string, ...args: unknown[]): void {
      void tell({ say: 'send', url: location.href, main, channel, args: structuredClone(args) });
    }
    async invoke(channel: string, ...args: unknown[]): Promise<unknown> {
      const message = { say: 'invoke', url: location.href, main, channel, args: structuredClone(args) };
      const answer = (await tell(message)) as { ok: true; value: unknown } | { ok: false; message: string };
      if (!answer.ok) throw new Error(answer.message);
      return answer.value;
    }
    postMessage(channel: string, message: unknown, transfer: MessagePort[] = []): void {
      const lent = transfer.map(lend);
      const copy = structuredClone(message);
      void tell({ say: 'postMessage', url: location.href, main, channel, message: copy, ports: lent });
    }
    sendSync(): never {
      throw new Error('The stand-in has no synchronous messages: they would hold the page.');
    }
    sendToHost(): never {
      throw new Error('The stand-in has no webviews.');
    }
  }
  const ipcRenderer = new IpcRenderer();

  /** As over the real bridge: plain data is copied, functions are wrapped, prototypes and symbols are lost. */
  const across = (value: unknown, depth = 0): unknown => {
    if (depth > 1000) throw new Error('Electron contextBridge recursion depth exceeded.');
    if (typeof value === 'symbol') throw new TypeError('A symbol cannot cross the context bridge.');
    if (typeof value === 'function') {
      const original = value as (...args: unknown[]) => unknown;
      return (...args: unknown[]) => across(original(...args.map((one) => across(one, depth + 1))), depth + 1);
    }
    if (value === null || typeof value !== 'object') return value;
    if (value instanceof Promise)
      return value.then(
        (result) => across(result, depth + 1),
        (error: unknown) => Promise.reject(across(error, depth + 1)),
      );
    if (value instanceof Error) return new Error(value.message);
    if (Array.isArray(value)) return value.map((one) => across(one, depth + 1));
    if (value instanceof Element || value instanceof Blob) return value;
    const prototype: unknown = Object.getPrototypeOf(value);
    if (prototype === Object.prototype || prototype === null)
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, across(one, depth + 1)]));
    try {
      return structuredClone(value);
    } catch {
      throw new Error('An object could not be cloned.');
    }
  };

  const contextBridge = {
    exposeInMainWorld(key: string, api: unknown): void {
      if (key in world) throw new Error('Cannot bind an API on top of an existing property on the window object');
      const copy = across(api);
      if (copy !== null && typeof copy === 'object') Object.freeze(copy);
      Object.defineProperty(world, key, { value: copy, enumerable: true, writable: false, configurable: false });
    },
    exposeInIsolatedWorld(): never {
      throw new Error('The stand-in has one world.');
    },
    executeInMainWorld(): never {
      throw new Error('The stand-in has one world.');
    },
  };

  Object.defineProperty(world, options.hook, {
    value: (messages: PageHears[]) => {
      for (const message of messages) {
        if (message.hear === 'send') {
          ipcRenderer.emit(message.channel, { sender: ipcRenderer, ports: message.ports.map(borrow) }, ...message.args);
        } else if (message.hear === 'portMessage') {
          const transfer = message.ports.map(borrow);
          ports.get(message.port)?.postMessage(message.data, transfer);
        } else {
          ports.get(message.port)?.close();
          ports.delete(message.port);
        }
      }
    },
  });

  const modules: Record<string, unknown> = {
    electron: {
      contextBridge,
      ipcRenderer,
      crashReporter: { start() {} },
      nativeImage: {},
      webFrame: { setZoomFactor() {}, setZoomLevel() {}, getZoomFactor: () => 1, getZoomLevel: () => 0 },
      webUtils: { getPathForFile: () => '' },
    },
    events: Object.assign(Emitter, { EventEmitter: Emitter }),
    timers: { setTimeout, clearTimeout, setInterval, clearInterval },
    url: { URL, URLSearchParams },
  };
  const require = (name: string): unknown => {
    const module = modules[name.replace(/^node:/, '')];
    if (module === undefined || name === 'node:electron') throw new Error(`module not found: ${name}`);
    return module;
  };
  const process = {
    platform: options.platform,
    arch: 'x64',
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    isMainFrame: true,
    argv: options.argv,
    env: {},
    versions: { electron: '45.4.1', chrome: '' },
  };
  try {
    preload?.(require, { exports: {} }, {}, process, undefined, world);
  } catch (error) {
    const { message, stack = '' } = error as Error;
    void tell({ say: 'preloadFailed', message, stack });
  }
}
