import { readFileSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { Script } from 'node:vm';

/** All that a sandboxed preload may require. */
const preloadModules = ['electron', 'events', 'timers', 'url', 'node:events', 'node:timers', 'node:url'];

export type Preload = { ok: true; source: string } | { ok: false; error: Error };

/** Reads a preload as a sandboxed page takes it: one CommonJS file that requires next to nothing. */
export function readPreload(path: string): Preload {
  try {
    if (!isAbsolute(path)) throw new Error(`preload script must have absolute path: ${path}`);
    const source = readFileSync(path, 'utf8');
    new Script(`(function (require, module, exports, process, Buffer, global) {${source}\n})`, { filename: path });
    const refused = [...source.matchAll(/\brequire\(\s*(['"`])([^'"`]+)\1\s*\)/g)]
      .map(([, , name]) => String(name))
      .find((name) => !preloadModules.includes(name));
    if (refused) throw new Error(`module not found: ${refused}`);
    return { ok: true, source };
  } catch (error) {
    return { ok: false, error: error as Error };
  }
}
