import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { bin, pinnedNode, root } from './paths.mjs';

/** The environment in which programs of this repository run: the pinned Node comes first on the path. */
function environment(extra = {}) {
  const node = pinnedNode();
  const path = [...(node ? [dirname(node)] : []), dirname(bin('x')), process.env.PATH ?? ''].join(delimiter);
  return { ...process.env, ...extra, PATH: path };
}

const endings = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program to its end. With `quiet` its output is kept and returned instead of shown.
 * Signals that end this process reach the program first, so that nothing is left behind; `interrupted` tells of them.
 */
export function run(command, args, { quiet = false, env = {}, cwd = root, timeoutMs } = {}) {
  return new Promise((resolve) => {
    // Windows runs what npm installs, and npm itself, through its shell alone.
    const shell = process.platform === 'win32' && (command === 'npm' || command.endsWith('.cmd'));
    const quoted = (word) => (shell ? `"${word}"` : word);
    const child = spawn(quoted(command), args.map(quoted), {
      cwd,
      env: environment(env),
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      timeout: timeoutMs,
      shell,
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    let interrupted = false;
    const forward = (signal) => {
      interrupted = true;
      child.kill(signal);
    };
    for (const signal of endings) process.on(signal, forward);
    const finish = (code) => {
      for (const signal of endings) process.off(signal, forward);
      resolve({ code, output, interrupted });
    };
    child.on('error', (error) => {
      output += error.message;
      finish(127);
    });
    child.on('close', (code, signal) => finish(code ?? (signal === 'SIGINT' ? 130 : 143)));
  });
}
