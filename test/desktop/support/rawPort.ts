import { isContractProcedure } from '@orpc/contract';
import type { Page } from '@playwright/test';
import { contract } from '../../../shared/contract.ts';
import { connectMessage } from '../../../shared/desktopBridge.ts';

/** What a page gone bad has: the port itself, without the page's own code in between. */
export interface RawPort {
  /** Calls one operation and gives what came back, as it came; null when nothing did. */
  answer(path: string, input?: unknown): Promise<string | null>;
  /** The same, its status only. */
  ask(path: string, input?: unknown): Promise<number | null>;
  /** Everything that has come over the port. */
  heard(): Promise<string>;
}

interface Held {
  port: MessagePort;
  messages: string[];
}

/** Takes the place of the page's own script at a page of ours that has none. */
export async function openRawPort(page: Page): Promise<RawPort> {
  await page.evaluate(() => location.assign('/trouble/crashed'));
  await page.getByRole('heading', { name: 'The window kept crashing' }).waitFor();
  await page.evaluate((connect) => {
    const { port1, port2 } = new MessageChannel();
    const held: Held = { port: port1, messages: [] };
    // An answer with a file in it is its JSON, a byte that no text has, and the file.
    port1.onmessage = ({ data }) =>
      held.messages.push(typeof data === 'string' ? data : new TextDecoder().decode(data as ArrayBuffer));
    Object.assign(window, { held });
    window.postMessage(connect, location.origin, [port2]);
  }, connectMessage);
  let asked = 0;

  function answer(path: string, input: unknown = {}): Promise<string | null> {
    const id = `raw-${asked++}`;
    return page.evaluate(
      async ({ id, path, input }) => {
        const { held } = window as unknown as { held: Held };
        held.port.postMessage(JSON.stringify({ i: id, p: { u: path, b: { json: input } } }));
        for (let waited = 0; waited < 15_000; waited += 20) {
          const answer = held.messages.find((message) => message.startsWith(`{"i":"${id}"`));
          if (answer !== undefined) return answer;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        return null;
      },
      { id, path, input },
    );
  }

  return {
    answer,
    async ask(path, input) {
      const [json] = (await answer(path, input))?.split('\ufffd') ?? [];
      return json === undefined ? null : ((JSON.parse(json) as { p: { s?: number } }).p.s ?? 200);
    },
    heard: () => page.evaluate(() => (window as unknown as { held: Held }).held.messages.join('\n')),
  };
}

/** The paths of all operations of the contract, e.g. `/alerts/acknowledgeMany`. */
export function everyOperation(branch: object = contract, path = ''): string[] {
  if (isContractProcedure(branch)) return [path];
  return Object.entries(branch).flatMap(([name, below]: [string, object]) => everyOperation(below, `${path}/${name}`));
}
