import { openSync, readFileSync, readSync } from 'node:fs';

type Entry = { files: Record<string, Entry> } | { size: number };

/** The files in an app.asar with their sizes, by path. */
export function asarFiles(path: string): Map<string, number> {
  const descriptor = openSync(path, 'r');
  const head = Buffer.alloc(16);
  readSync(descriptor, head, 0, 16, 0);
  const json = Buffer.alloc(head.readUInt32LE(12));
  readSync(descriptor, json, 0, json.length, 16);
  const files = new Map<string, number>();
  const walk = (entry: Entry, at: string) => {
    if ('size' in entry) files.set(at, entry.size);
    else for (const [name, inner] of Object.entries(entry.files)) walk(inner, at === '' ? name : `${at}/${name}`);
  };
  walk(JSON.parse(json.toString()) as Entry, '');
  return files;
}

/** How Electron finds its fuses in its own program. */
export const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** The fuses of a packed program in Electron's order: `1` on, `0` off. */
export function fusesOf(program: string): string {
  const bytes = readFileSync(program);
  const at = bytes.indexOf(fuseSentinel) + fuseSentinel.length;
  return bytes.subarray(at + 2, at + 2 + (bytes[at + 1] ?? 0)).toString();
}
