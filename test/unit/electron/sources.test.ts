import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };

// What the sources never do, because it goes wrong on some system only, or only once the app is installed.

const root = join(import.meta.dirname, '../../..');

/** The code of a folder's files, without comments, by path. */
function sources(...folders: string[]): [path: string, code: string][] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name))
      .map((entry): [string, string] => {
        const path = join(entry.parentPath, entry.name);
        const code = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
        return [relative(root, path).replaceAll('\\', '/'), code];
      }),
  );
}

const having = (pattern: RegExp, ...folders: string[]) =>
  sources(...folders)
    .filter(([, code]) => pattern.test(code))
    .map(([path]) => path);

const importOf = (name: string) => new RegExp(`(from|import\\()\\s*'${name}(/[^']*)?'`);

describe('the desktop host', () => {
  it('finds out that this looks where it should', () => {
    expect(having(importOf('electron'), 'electron')).toContain('electron/tray/createTray.ts');
    expect(having(/safeStorage/, 'electron')).toContain('electron/main.ts');
  });

  it.each([
    ['knows no CommonJS, whose names an ES module lacks', /\b(__dirname|__filename|require)\b(?!:)/],
    ['asks the keychain in no way that could block', /\b(encryptString|decryptString|isEncryptionAvailable)\b/],
    ['never makes Linux take the key that everybody knows', /\bsetUsePlainTextEncryption\b/],
    [
      'places nothing beside the tray, which Wayland forbids',
      /\b(getBounds\(\)\.x|setPosition|getCursorScreenPoint)\b/,
    ],
    ['has no keys of the whole system, which Wayland may refuse', /\bglobalShortcut\b/],
    ['does not take its Dock icon away', /\bdock\b/],
    ['starts no program through fork, which its fuses forbid', /\bfork\(/],
    ['turns on nothing of Chromium by itself, its sandbox least of all', /\b(appendSwitch|appendArgument)\b/],
    ['lets nothing past the policy of its pages', /\bbypassCSP\b|webSecurity: false|sandbox: false/],
    ['asks for no network but through the system’s or with the agent', /[^.\w]fetch\(/],
  ])('%s', (_what, pattern) => {
    expect(having(pattern, 'electron')).toEqual([]);
  });

  it('opens no dialog for files without naming the folder, which would be another one', () => {
    const opening = having(/\bshow(Open|Save)Dialog\b/, 'electron');
    expect(opening).toEqual(having(/\bshow(Open|Save)Dialog\(\{\s*defaultPath:/, 'electron'));
    expect(opening).toContain('electron/machine/askAndSave.ts');
  });

  it('takes the clipboard as promises, which it is', () => {
    expect(having(/(?<!await )\bclipboard\.\w+\(/, 'electron')).toEqual([]);
  });
});

describe('everything else', () => {
  const others = ['core', 'shared', 'server', 'demo', 'renderer', 'build'];

  it('never imports electron, which plain Node would try to download', () => {
    expect(having(importOf('electron'), ...others)).toEqual([]);
  });

  it('knows no electron-store: it is for what the desktop app remembers of itself', () => {
    expect(having(importOf('electron-store'), 'electron', ...others)).toEqual(['electron/settings/desktopStore.ts']);
  });

  it('opens databases with what Node brings', () => {
    expect(having(importOf('(better-sqlite3|sqlite3?|knex)'), 'electron', ...others)).toEqual([]);
  });
});

describe('what is installed along', () => {
  it('has no code that was compiled for one Node and not for another', () => {
    const names = Object.keys(packageJson.dependencies);
    const compiled = names.filter((name) => {
      const folder = join(root, 'node_modules', name);
      const { scripts = {}, gypfile } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      const files = readdirSync(folder, { recursive: true }).map(String);
      return gypfile || 'install' in scripts || files.some((file) => /\.node$|binding\.gyp$/.test(file));
    });
    expect(compiled).toEqual([]);
  });

  it('is typed by the very Electron that it is pinned to', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8'));
    expect(version).toBe(packageJson.devDependencies.electron);
  });

  it('is packed by an electron-builder of the kind that its configuration is written for', () => {
    expect(packageJson.devDependencies['electron-builder']).toMatch(/^26\.\d+\.\d+$/);
  });
});
