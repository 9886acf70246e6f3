import {
  chmodSync,
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface LogFile {
  write(line: string): void;
  close(): void;
}

interface RotatingFileOptions {
  /** Of one file. */
  maxBytes?: number;
  /** Of all files together. */
  maxTotalBytes?: number;
  /** Older files beside the one that is written. */
  kept?: number;
  now?: () => number;
  /** Node's own; tests make a full disk with it. */
  writeTo?: (file: number, text: string) => number;
}

/**
 * A log file with older ones beside it (`.1` the newest). A new one is begun when it is full and on each new day, UTC as
 * the times in it. Written at once, so that a crash loses no line. A disk that refuses costs the line and never the watch;
 * once it takes lines again, how many were lost is the first of them.
 */
export function openRotatingFile(path: string, options: RotatingFileOptions = {}): LogFile {
  const { maxBytes = 5_000_000, maxTotalBytes = 20_000_000, kept = 13, now = Date.now, writeTo = writeSync } = options;
  let file: number | null = null;
  let inode = 0;
  let size = 0;
  let day = dayOf(now());
  let lost = 0;
  /** A disk that filled up took a part of the last line only. */
  let torn = false;

  function reopen(): void {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    file = openSync(path, 'a', 0o600);
    chmodSync(path, 0o600);
    const stats = fstatSync(file);
    inode = stats.ino;
    size = stats.size;
    day = dayOf(size > 0 ? stats.mtimeMs : now());
    torn = false;
    prune();
  }

  function close(): void {
    if (file !== null) closeSync(file);
    file = null;
  }

  function rotate(): void {
    close();
    try {
      for (const number of olderFiles(path).toReversed()) renameSync(`${path}.${number}`, `${path}.${number + 1}`);
      renameSync(path, `${path}.1`);
    } catch {
      // Windows moves no file that somebody reads: it goes on in the same one, and is moved with a later line.
    }
    reopen();
  }

  /** Files of earlier versions with other bounds go too. */
  function prune(): void {
    let total = Math.max(size, maxBytes);
    for (const number of olderFiles(path)) {
      const older = `${path}.${number}`;
      total += statSync(older, { throwIfNoEntry: false })?.size ?? 0;
      if (number > kept || total > maxTotalBytes) rmSync(older, { force: true });
    }
  }

  /** Somebody may have removed or moved the file; what is written to it then would be seen by nobody. */
  function isInPlace(): boolean {
    return statSync(path, { throwIfNoEntry: false })?.ino === inode;
  }

  function writeLine(line: string): void {
    if (file !== null && !isInPlace()) close();
    if (file === null) reopen();
    const text = `${torn ? '\n' : ''}${lost > 0 ? lostLine(lost, now()) : ''}${line}`;
    const bytes = Buffer.byteLength(text);
    if (size > 0 && (size + bytes > maxBytes || day !== dayOf(now()))) rotate();
    if (file === null) return;
    const written = writeTo(file, text);
    size += written;
    torn = written > 0 && written < bytes;
    if (written < bytes) throw new Error('The disk took a part of it only.');
    lost = 0;
  }

  return {
    write(line) {
      try {
        writeLine(line);
      } catch {
        // Full or read-only disk: there is nowhere left to say so but the status, which the store reports by itself.
        lost++;
      }
    },
    close,
  };
}

/** The numbers of the files beside it, ascending: the newest first. */
function olderFiles(path: string): number[] {
  const prefix = `${basename(path)}.`;
  return readdirSync(dirname(path))
    .filter((name) => name.startsWith(prefix) && /^[1-9]\d{0,5}$/.test(name.slice(prefix.length)))
    .map((name) => Number(name.slice(prefix.length)))
    .sort((one, other) => one - other);
}

/** Every file of the log, the one that is written first. */
export function logFilesOf(path: string): string[] {
  const folder = dirname(path);
  try {
    return [path, ...olderFiles(path).map((number) => join(folder, `${basename(path)}.${number}`))];
  } catch {
    return [];
  }
}

function lostLine(lines: number, at: number): string {
  const message = `${lines} ${lines === 1 ? 'line' : 'lines'} of this log could not be written.`;
  return `${JSON.stringify({ level: 40, time: new Date(at).toISOString(), msg: message })}\n`;
}

const dayOf = (ms: number): number => Math.floor(ms / 86_400_000);
