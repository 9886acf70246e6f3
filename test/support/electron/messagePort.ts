import { EventEmitter } from 'node:events';

type Implemented = Pick<Electron.MessagePortMain, 'close' | 'postMessage' | 'start'>;

/** One end of a channel. What arrives before `start()` waits; when one end closes, the other is told. */
export class MessagePortMain extends EventEmitter implements Implemented {
  #other: MessagePortMain | null = null;
  #waiting: { data: unknown; ports: MessagePortMain[] }[] = [];
  #started = false;
  #closed = false;
  #given = false;

  static entangle(one: MessagePortMain, other: MessagePortMain): void {
    one.#other = other;
    other.#other = one;
  }

  postMessage(message: unknown, transfer: readonly Electron.MessagePortMain[] = []): void {
    if (this.#given) throw new Error('This port was transferred and is no longer here.');
    const ports = transfer.map((port) => MessagePortMain.give(port, this));
    const data: unknown = structuredClone(message);
    if (this.#closed) return;
    const other = this.#other;
    if (!other) return;
    queueMicrotask(() => other.#receive(data, ports));
  }

  start(): void {
    if (this.#started || this.#closed) return;
    this.#started = true;
    queueMicrotask(() => {
      for (const { data, ports } of this.#waiting.splice(0)) this.emit('message', { data, ports });
    });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    const other = this.#other;
    queueMicrotask(() => {
      this.emit('close');
      if (other) other.#closeFromAfar();
    });
  }

  /** Takes a port out of the sender's hand: from now on only the receiver's object works. */
  static give(port: Electron.MessagePortMain | MessagePortMain, sender?: MessagePortMain): MessagePortMain {
    if (!(port instanceof MessagePortMain)) throw new TypeError('Invalid value for transfer: not a MessagePortMain');
    if (port === sender) throw new Error('A port cannot be transferred over itself.');
    if (port.#given || port.#closed) throw new Error('This port was transferred or closed before.');
    const received = new MessagePortMain();
    received.#other = port.#other;
    if (port.#other) port.#other.#other = received;
    received.#waiting = port.#waiting;
    port.#given = true;
    port.#other = null;
    return received;
  }

  #receive(data: unknown, ports: MessagePortMain[]): void {
    if (this.#given || this.#closed) return;
    if (this.#started && this.#waiting.length === 0) this.emit('message', { data, ports });
    else this.#waiting.push({ data, ports });
  }

  #closeFromAfar(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.emit('close');
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortMain();
  readonly port2 = new MessagePortMain();

  constructor() {
    MessagePortMain.entangle(this.port1, this.port2);
  }
}
