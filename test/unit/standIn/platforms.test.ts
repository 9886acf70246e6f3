import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, Notification, nativeImage, powerMonitor, safeStorage, shell, Tray } from 'electron';
import { describe, expect, it } from 'vitest';
import { standIn } from '../../support/electron/standIn.ts';
import type { Platform } from '../../support/electron/world.ts';

const typings = readFileSync(join(import.meta.dirname, '../../../node_modules/electron/electron.d.ts'), 'utf8');
const platforms: Platform[] = ['linux', 'darwin', 'win32'];

/** Methods that Electron's own documentation restricts to some systems: `Class.method` → those systems. */
function restricted(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  let owner = '';
  let pending: string[] | null = null;
  for (const line of typings.split('\n')) {
    const [, type] = /^ {2}(?:class|interface) (\w+)/.exec(line) ?? [];
    if (type) owner = type;
    const [, tag] = /^ {5}\* @platform (\S+)/.exec(line) ?? [];
    if (tag) pending = tag.split(',');
    if (/^ {4}\/\*\*/.test(line)) pending = null;
    const [, method] = /^ {4}(?:static )?(\w+)\(/.exec(line) ?? [];
    if (method && pending) found.set(`${owner}.${method}`, pending);
    if (method) pending = null;
  }
  return found;
}

const pixel = () =>
  nativeImage.createFromDataURL(
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  );

/** Where to look for a method, and how to get something that has it. */
const objects: Record<string, { methods: object; make: () => object }> = {
  App: { methods: app, make: () => app },
  Tray: { methods: Tray.prototype, make: () => new Tray(pixel()) },
  BrowserWindow: { methods: BrowserWindow.prototype, make: () => new BrowserWindow() },
  Notification: { methods: Notification, make: () => Notification },
  SafeStorage: { methods: safeStorage, make: () => safeStorage },
  PowerMonitor: { methods: powerMonitor, make: () => powerMonitor },
  Shell: { methods: shell, make: () => shell },
};

/** Whether the method is there, as the stand-in sees it; what else it makes of no arguments does not matter. */
async function isThere(target: object, method: string): Promise<boolean> {
  try {
    await (target as Record<string, (...args: unknown[]) => unknown>)[method]?.();
  } catch (error) {
    return !String(error).includes('is not a function on');
  }
  return true;
}

describe('a method that Electron has on some systems only', () => {
  for (const [name, systems] of restricted()) {
    const [owner = '', method = ''] = name.split('.');
    const object = objects[owner];
    // Events are told or not told; they are no methods of their own.
    const isEvent = ['on', 'off', 'once', 'addListener', 'removeListener'].includes(method);
    if (!object || isEvent || !(method in object.methods)) continue;
    it(`${name} is there on ${systems.join(' and ')} alone`, async () => {
      for (const platform of platforms) {
        standIn.reset({ platform });
        // Some may only be called before ready; whether they are there at all shows all the same.
        await standIn.becomeReady();
        expect([platform, await isThere(object.make(), method)]).toEqual([platform, systems.includes(platform)]);
      }
    });
  }
});
