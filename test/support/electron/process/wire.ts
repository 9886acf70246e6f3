// biome-ignore lint/suspicious/noExplicitAny: the shape of each call is given by the two interfaces of calls.ts
type Calls<T> = { [K in keyof T]: (payload: any) => unknown };
type Payload<F> = F extends (payload: infer P) => unknown ? P : never;
type Answer<F> = F extends (payload: never) => infer R ? Awaited<R> : never;

interface Call {
  call: string;
  /** `null` where nobody waits for an answer. */
  id: number | null;
  payload: unknown;
}

type Message = Call | { answer: number; value: unknown } | { answer: number; error: string };

/** Calls between two processes, in order; `Out` are those that can be made, `In` those that are answered. */
export class Wire<Out extends Calls<Out>, In extends Calls<In>> {
  readonly #send: (message: Message) => void;
  readonly #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  readonly #early: Call[] = [];
  #handlers: In | null = null;
  #next = 1;
  #closed: Error | null = null;

  constructor(send: (message: Message) => void) {
    this.#send = send;
  }

  /** What came before somebody serves has waited. */
  serve(handlers: In): void {
    this.#handlers = handlers;
    for (const message of this.#early.splice(0)) void this.#handle(message);
  }

  /** Without waiting for what comes of it. */
  tell<K extends keyof Out & string>(call: K, payload: Payload<Out[K]>): void {
    if (!this.#closed) this.#send({ call, id: null, payload });
  }

  ask<K extends keyof Out & string>(call: K, payload: Payload<Out[K]>): Promise<Answer<Out[K]>> {
    const closed = this.#closed;
    if (closed) return Promise.reject(closed);
    return new Promise((resolve, reject) => {
      const id = this.#next++;
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.#send({ call, id, payload });
    });
  }

  /** A message of the other side, as it came through the channel. */
  receive(received: unknown): void {
    const message = received as Message;
    if ('answer' in message) {
      const waiting = this.#waiting.get(message.answer);
      this.#waiting.delete(message.answer);
      if ('error' in message) waiting?.reject(new Error(message.error));
      else waiting?.resolve(message.value);
      return;
    }
    if (this.#handlers) void this.#handle(message);
    else this.#early.push(message);
  }

  /** The other side is gone: nothing that waits will be answered. */
  close(reason: string): void {
    this.#closed = new Error(reason);
    for (const { reject } of this.#waiting.values()) reject(this.#closed);
    this.#waiting.clear();
  }

  async #handle({ call, id, payload }: Call): Promise<void> {
    try {
      const handler = this.#handlers?.[call as keyof In];
      if (!handler) throw new Error(`Nobody answers "${call}".`);
      const value = await handler(payload);
      if (id !== null && !this.#closed) this.#send({ answer: id, value });
    } catch (error) {
      if (id === null) throw error;
      if (!this.#closed) this.#send({ answer: id, error: error instanceof Error ? error.message : String(error) });
    }
  }
}
