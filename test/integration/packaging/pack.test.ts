import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { asarFiles, fuseSentinel, fusesOf } from '../../support/packedApp.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';

// electron-builder itself packs the bundles (those that are built, else the like of them) out of a folder that holds
// everything a checkout may hold, with a runtime that is one only by its fuses.
const root = join(import.meta.dirname, '../../..');
const parts = ['electron/main.js', 'electron/icons', 'electron/sounds', 'renderer/index.html'];
const isBuilt = parts.every((part) => existsSync(join(root, 'dist', part)));
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let packed: string;

const decoys = [
  '.env',
  'core/monitor/monitor.ts',
  'demo/demo.ts',
  'test/support/electron/index.ts',
  'electron/main.ts',
  'dist/electron/main.js.map',
  'dist/electron/icons/mac/liveTemplate.png',
  'dist/electron/icons/windows/dark/live.ico',
  'dist/electron/icons/overlay/critical-1.png',
  'dist/embed/watchkeeper-board.js',
  'dist/.desktop-sources',
  'dist/packaging.log',
  'node_modules/chdb/index.js',
  'node_modules/chdb/build/chdb_node.node',
  'node_modules/vitest/index.js',
  'node_modules/react/index.js',
  'dist/electron/node_modules/chdb/index.js',
];

beforeAll(async () => {
  folder = await temporaryFolder();
  const project = join(folder.path, 'project');
  const runtime = join(folder.path, 'runtime');
  const put = (path: string, content: string | Buffer, mode = 0o644) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content, { mode });
  };
  for (const name of ['package.json', 'electron-builder.yml', 'LICENSE', 'build']) {
    cpSync(join(root, name), join(project, name), { recursive: true });
  }
  if (isBuilt) {
    for (const name of ['electron', 'renderer']) {
      cpSync(join(root, 'dist', name), join(project, 'dist', name), { recursive: true });
    }
  } else {
    put(join(project, 'dist/electron/main.js'), '// main');
    put(join(project, 'dist/electron/preload.cjs'), '// preload');
    put(join(project, 'dist/renderer/index.html'), '<!doctype html>');
    put(join(project, 'dist/electron/sounds/watchkeeper-alarm.wav'), 'RIFF');
    cpSync(join(import.meta.dirname, 'icon.png'), join(project, 'dist/electron/icons/app/512x512.png'));
  }
  for (const path of decoys) put(join(project, path), 'not for an installed app');

  const wire = Buffer.concat([Buffer.from(fuseSentinel), Buffer.of(1, 9), Buffer.from('101100110')]);
  put(join(runtime, 'electron'), Buffer.concat([Buffer.from('program '), wire, Buffer.alloc(64)]), 0o755);
  for (const name of ['LICENSE', 'locales/en-US.pak', 'locales/de.pak']) put(join(runtime, name), 'x');
  put(join(runtime, 'version'), packageJson.devDependencies.electron);

  const builder = join(root, 'node_modules/electron-builder/cli.js');
  const run = spawnSync(
    process.execPath,
    [builder, '--linux', 'dir', '--x64', '--publish', 'never', `-c.electronDist=${runtime}`],
    { cwd: project, encoding: 'utf8', env: { ...process.env, WATCHKEEPER_UPDATE_URL: 'https://updates.invalid' } },
  );
  expect(run.status, `${run.stdout}${run.stderr}`).toBe(0);
  packed = join(project, 'dist/installers/linux-unpacked');
}, 60_000);
afterAll(() => folder[Symbol.asyncDispose]());

describe('the packed app', () => {
  it('holds the two bundles, the pages, the icons and nothing else', () => {
    const files = asarFiles(join(packed, 'resources/app.asar'));
    const strange = [...files.keys()].filter(
      (path) =>
        path !== 'package.json' &&
        !/^dist\/electron\/(main\.js|preload\.cjs|icons\/(app|linux)\/[\w./@+-]+\.(png|ico))$/.test(path) &&
        !/^dist\/renderer\/[\w./@-]+\.(html|js|css|svg|png|ico|woff2|webmanifest|wav|mp3|ogg|txt)$/.test(path),
    );
    expect(strange).toEqual([]);
    for (const needed of ['package.json', 'dist/electron/main.js', 'dist/electron/preload.cjs']) {
      expect(files.has(needed), needed).toBe(true);
    }
    const listed = [...files].sort(([, a], [, b]) => b - a);
    const total = listed.reduce((sum, [, size]) => sum + size, 0);
    const kilobytes = (size: number) => `${(size / 1024).toFixed(0).padStart(7)} kB`;
    process.stdout.write(
      [
        `app.asar of ${isBuilt ? 'the bundles that are built' : 'empty bundles'}: ${files.size} files`,
        `${kilobytes(total)}  in all`,
        ...listed.slice(0, 25).map(([path, size]) => `${kilobytes(size)}  ${path}`),
        '',
      ].join('\n'),
    );
    expect(total, 'without the runtime').toBeLessThan(20 * 1024 * 1024);
  });

  it('imports nothing that is not inside, and no embedded database', () => {
    const main = readFileSync(join(packed, '../../../dist/electron/main.js'), 'utf8');
    const imported = new Set(
      [...main.matchAll(/(?:^import\b[^'"]*|\bimport\(|\brequire\()["']([^"'./][^"']*)["']/gm)].map(([, name]) => name),
    );
    expect([...imported].filter((name) => name === 'chdb' || name?.startsWith('@playwright'))).toEqual([]);
  });

  it('holds the sounds where the system finds them, beside the archive', () => {
    expect(existsSync(join(packed, 'resources/watchkeeper-alarm.wav'))).toBe(true);
  });

  it('has its fuses set in the program itself', () => {
    // runAsNode, cookieEncryption, nodeOptions, nodeCliInspect, asarIntegrity, onlyAsar, v8Snapshot, fileProtocol, wasm.
    expect(fusesOf(join(packed, 'watchkeeper'))).toBe('010011000');
  });

  it('knows the place of updates that it was built with, and no language but ours', () => {
    expect(readFileSync(join(packed, 'resources/app-update.yml'), 'utf8')).toContain('url: https://updates.invalid');
    expect(existsSync(join(packed, 'locales/en-US.pak'))).toBe(true);
    expect(existsSync(join(packed, 'locales/de.pak'))).toBe(false);
  });
});

it('fails with one sentence where the runtime cannot be had', async () => {
  const run = spawnSync(process.execPath, [join(root, 'build/dist.mjs'), '--dir'], {
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: join(folder.path, 'nowhere') },
  });
  expect(run.stderr.trim().split('\n')).toEqual([
    expect.stringMatching(/^The Electron runtime could not be fetched, so nothing was packaged: .+\.$/),
  ]);
  expect(run.status).toBe(1);
});
