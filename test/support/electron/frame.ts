import { EventEmitter } from 'node:events';
import { Ipc } from './ipc.ts';

type Implemented = Pick<
  Electron.WebFrameMain,
  | 'detached'
  | 'executeJavaScript'
  | 'frameToken'
  | 'frameTreeNodeId'
  | 'isDestroyed'
  | 'name'
  | 'origin'
  | 'osProcessId'
  | 'parent'
  | 'processId'
  | 'routingId'
  | 'top'
  | 'url'
  | 'visibilityState'
>;

let nextRouting = 1;

export class Frame extends EventEmitter implements Implemented {
  url: string;
  readonly parent: Electron.WebFrameMain | null;
  readonly ipc = new Ipc();
  readonly name = '';
  readonly detached = false;
  readonly osProcessId = 1;
  readonly processId = 1;
  readonly routingId = nextRouting++;
  readonly frameToken: string;
  readonly frameTreeNodeId: number;
  visibilityState = 'visible';
  destroyed = false;
  readonly #execute: (code: string) => Promise<unknown>;

  constructor(url: string, parent: Frame | null, execute: (code: string) => Promise<unknown>) {
    super();
    this.url = url;
    this.parent = parent as unknown as Electron.WebFrameMain | null;
    this.frameToken = `frame-${this.routingId}`;
    this.frameTreeNodeId = this.routingId;
    this.#execute = execute;
  }

  get top(): Electron.WebFrameMain | null {
    return this.parent ? this.parent.top : (this as unknown as Electron.WebFrameMain);
  }

  get origin(): string {
    if (!URL.canParse(this.url)) return 'null';
    const { protocol, host } = new URL(this.url);
    // Node knows no origin of custom schemes; Chromium does, once they are registered as standard.
    return host === '' ? 'null' : `${protocol}//${host}`;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  executeJavaScript(code: string): Promise<unknown> {
    return this.#execute(code);
  }
}
