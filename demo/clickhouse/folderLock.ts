import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';

const lookAgainMs = 100;

/**
 * Takes the working directory for this process, by listening on a socket in it: unlike a file with a process number,
 * a socket says truly whether its owner still lives. The engine has a lock too, but its complaint is no sentence.
 *
 * @param path relative, because a socket's full path may be 104 bytes at most.
 * @param waitMs patience with an owner that is just leaving: one whose parent was killed may still finish a write.
 * @returns how to give the folder back; `undefined` where another process has it.
 */
export async function lockFolder(path: string, waitMs: number): Promise<(() => void) | undefined> {
  const giveUpAt = performance.now() + waitMs;
  while (await answers(path)) {
    if (performance.now() >= giveUpAt) return undefined;
    await setTimeout(lookAgainMs);
  }
  rmSync(path, { force: true });
  const owner = createServer((socket) => socket.end());
  owner.unref();
  return new Promise((resolve, reject) => {
    owner.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    owner.listen(path, () => resolve(() => rmSync(path, { force: true })));
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
