import {
  chmodSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

export interface LogFile {
  write(line: string): void;
  close(): void;
}

/**
 * A log file of at most `maxBytes`, with `kept` older ones beside it (`.1` the newest). Written at once, so that a crash
 * loses no line; a disk that refuses costs the line and never the watch.
 */
export function openRotatingFile(path: string, { maxBytes = 5_000_000, kept = 3 } = {}): LogFile {
  let file: number | null = null;
  let size = 0;

  function reopen(): void {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    file = openSync(path, 'a', 0o600);
    chmodSync(path, 0o600);
    size = fstatSync(file).size;
  }

  function rotate(): void {
    if (file !== null) closeSync(file);
    file = null;
    rmSync(`${path}.${kept}`, { force: true });
    for (let number = kept - 1; number >= 1; number--) {
      if (existsSync(`${path}.${number}`)) renameSync(`${path}.${number}`, `${path}.${number + 1}`);
    }
    if (existsSync(path)) renameSync(path, `${path}.1`);
    reopen();
  }

  return {
    write(line) {
      try {
        if (file === null) reopen();
        const bytes = Buffer.byteLength(line);
        if (size > 0 && size + bytes > maxBytes) rotate();
        if (file !== null) size += writeSync(file, line);
      } catch {
        // Full or read-only disk: there is nowhere left to say so but the status, which the store reports by itself.
      }
    },
    close() {
      if (file !== null) closeSync(file);
      file = null;
    },
  };
}
