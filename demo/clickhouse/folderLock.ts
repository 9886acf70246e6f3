import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';

/**
 * Takes the working directory for this process, by listening on a socket in it: unlike a file with a process number,
 * a socket says truly whether its owner still lives. The engine has a lock too, but its complaint is no sentence.
 *
 * @param path relative, because a socket's full path may be 104 bytes at most.
 * @returns how to give the folder back; `undefined` where another process has it.
 */
export async function lockFolder(path: string): Promise<(() => void) | undefined> {
  if (await answers(path)) return undefined;
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
