import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { hostEnvironment } from '../../../build/hostProgram.mjs';

const root = join(import.meta.dirname, '../../..');

export interface RunningProgram {
  pid: number;
  /** Everything it has printed so far. */
  output(): string;
  /** Resolves with the first match in what it prints; rejects when it ends before. */
  said(pattern: RegExp, timeoutMs?: number): Promise<RegExpMatchArray>;
  exited: Promise<number | null>;
  /** Ctrl-C; resolves when it has ended. */
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** Starts one of the repository's programs on the pinned Node, in an environment that holds nothing of the machine's own settings. */
export function startProgram(path: string, args: string[], env: Record<string, string> = {}): RunningProgram {
  const node = join(root, 'node_modules/node/bin/node');
  const child: ChildProcess = spawn(node, ['--disable-warning=ExperimentalWarning', path, ...args], {
    cwd: root,
    env: { ...hostEnvironment, PATH: process.env.PATH ?? '', HOME: '/nonexistent', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const listeners = new Set<() => void>();
  const onData = (chunk: Buffer) => {
    text += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout?.on('data', onData);
  child.stderr?.on('data', onData);
  const exited = once(child, 'exit').then(([code]) => {
    for (const listener of listeners) listener();
    return code as number | null;
  });

  return {
    pid: child.pid ?? -1,
    output: () => text,
    exited,
    said: (pattern, timeoutMs = 60_000) =>
      new Promise((resolve, reject) => {
        const settle = (act: () => void) => {
          listeners.delete(look);
          clearTimeout(timer);
          act();
        };
        const look = () => {
          const match = text.match(pattern);
          if (match) settle(() => resolve(match));
          else if (child.exitCode !== null)
            settle(() => reject(new Error(`${path} ended with code ${child.exitCode}, having said:\n${text}`)));
        };
        const timer = setTimeout(
          () => settle(() => reject(new Error(`${path} did not say ${pattern} in time, but:\n${text}`))),
          timeoutMs,
        );
        listeners.add(look);
        look();
      }),
    stop: async () => {
      if (child.exitCode === null) child.kill('SIGINT');
      await exited;
    },
    kill: async () => {
      if (child.exitCode === null) child.kill('SIGKILL');
      await exited;
    },
  };
}
