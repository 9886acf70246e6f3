import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { hostEnvironment, hostProgram } from '../../build/hostProgram.mjs';

export interface HostOptions {
  /** Data folder and working directory: a `.env` in it is read. */
  folder: string;
  args?: string[];
  env?: Record<string, string>;
  /** Whether it may open a browser. */
  open?: boolean;
}

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** `server/main.ts` as a process of its own, with nothing of this process's environment. */
export class HostProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  url = '';
  token = '';
  #stdout = '';

  private constructor({ folder, args = [], env = {}, open = false }: HostOptions) {
    this.child = spawn(process.execPath, [...hostProgram, ...(open ? [] : ['--no-open']), '--port', '0', ...args], {
      cwd: folder,
      env: {
        ...hostEnvironment,
        ...{ PATH: process.env.PATH ?? '', HOME: folder, WATCHKEEPER_HOME: join(folder, 'home') },
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { stdout, stderr } = this.child;
    if (!stdout || !stderr) throw new Error('The process has no output.');
    stdout.setEncoding('utf8').on('data', (part) => {
      this.#stdout += part;
    });
    this.ended = Promise.all([once(this.child, 'close'), text(stderr)]).then(([[code], errors]) => ({
      code,
      stdout: this.#stdout,
      stderr: errors,
    }));
  }

  /** Runs it until it ends by itself. */
  static run(options: HostOptions): Promise<Ended> {
    return new HostProcess(options).ended;
  }

  /** Resolves once it has printed its address. */
  static async start(options: HostOptions): Promise<HostProcess> {
    const host = new HostProcess(options);
    const ended = host.ended.then(({ code, stderr }) => {
      throw new Error(`The host ended with ${code}: ${stderr}`);
    });
    await Promise.race([host.#address(), ended]);
    return host;
  }

  get(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.url + path, { headers: { authorization: `Bearer ${this.token}` }, ...init });
  }

  async json<T>(path: string): Promise<T> {
    return (await this.get(path)).json() as Promise<T>;
  }

  put(path: string, body: unknown): Promise<Response> {
    return this.#send('PUT', path, body);
  }

  post(path: string, body: unknown): Promise<Response> {
    return this.#send('POST', path, body);
  }

  #send(method: string, path: string, body: unknown): Promise<Response> {
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' };
    return fetch(this.url + path, { method, headers, body: JSON.stringify(body) });
  }

  stop(signal: NodeJS.Signals = 'SIGINT'): Promise<Ended> {
    this.child.kill(signal);
    return this.ended;
  }

  #address(): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        const found = /(http:\/\/\S+)\/\?token=(\S+)\n/.exec(this.#stdout);
        if (!found) return;
        [, this.url = '', this.token = ''] = found;
        this.child.stdout?.off('data', look);
        resolve();
      };
      this.child.stdout?.on('data', look);
      look();
    });
  }
}
