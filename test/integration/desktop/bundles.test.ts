import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { readPreload } from '../../support/electron/preloadCheck.ts';
import { reportFigure } from '../../support/reportFigure.ts';
import { type Bundle, buildBundle, modulesAskedFor } from './buildBundle.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchkeeper-bundles-'));
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
});
afterAll(() => rmSync(folder, { recursive: true }));

const isOfNode = (name: string) => name.startsWith('node:') || builtinModules.includes(name);

describe('the preload', () => {
  let bundles: Bundle[];
  beforeAll(async () => {
    bundles = await buildBundle('preload', folder);
    for (const { file, code } of bundles) reportFigure('bundle', { file, bytes: code.length });
  });

  it('is one file, which requires nothing but Electron', () => {
    expect(bundles.map(({ file }) => file)).toEqual(['preload.cjs']);
    expect(modulesAskedFor(bundles[0]?.code ?? '')).toEqual(['electron']);
    expect(bundles[0]?.packages).toEqual([]);
  });

  it('is taken by a sandboxed page', () => {
    expect(readPreload(join(folder, 'preload.cjs'))).toMatchObject({ ok: true });
  });
});

describe('the main process', () => {
  let bundles: Bundle[];
  beforeAll(async () => {
    bundles = await buildBundle('main', folder);
    for (const { file, code, packages } of bundles) {
      reportFigure('bundle', { file, bytes: code.length, packages: packages.length });
    }
  });

  it('is one file, which imports nothing but Electron and what Node brings', () => {
    expect(bundles.map(({ file }) => file)).toEqual(['main.js']);
    const asked = modulesAskedFor(bundles[0]?.code ?? '');
    // `electron-updater` and others ask for what is computed; nothing is installed beside the bundle that they could get.
    const elsewhere = asked.filter((name) => !isOfNode(name) && name !== 'electron' && name !== '?');
    expect(elsewhere).toEqual([]);
    expect(asked).toContain('node:sqlite');
  });

  it('holds nothing that is for development, for the page or for the demo only', () => {
    const development = Object.keys(packageJson.devDependencies);
    const others = ['chdb', 'react', 'react-dom', 'echarts', 'hono', '@hono/node-server', '@base-ui/react'];
    const held = bundles.flatMap(({ packages }) => packages);
    expect(held).toContain('zod');
    expect(held.filter((name) => development.includes(name) || others.includes(name))).toEqual([]);
    // Nor their names, as the whole of package.json would bring them.
    expect(bundles[0]?.code.includes('@biomejs/biome')).toBe(false);
  });
});

it('everything that the main process depends on works inside one ES module', async () => {
  const [bundle] = await buildBundle('main', join(folder, 'dependencies'), here('withDependencies.ts'));
  expect(bundle?.file).toBe('main.js');
  const electron = pathToFileURL(here('../../support/electron/index.ts')).href;
  const hooks = `
    import { registerHooks } from 'node:module';
    const found = { url: ${JSON.stringify(electron)}, format: 'module-typescript', shortCircuit: true };
    registerHooks({ resolve: (name, context, next) => (name === 'electron' ? found : next(name, context)) });
    const { standIn } = await import(${JSON.stringify(new URL('standIn.ts', electron).href)});
    standIn.reset({ home: ${JSON.stringify(folder)}, version: '1.2.3' });
    await standIn.becomeReady();
    process.resourcesPath = ${JSON.stringify(folder)};
  `;
  const output = execFileSync(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      '--import',
      `data:text/javascript,${encodeURIComponent(hooks)}`,
      join(folder, 'dependencies', 'main.js'),
      folder,
    ],
    { encoding: 'utf8', cwd: folder },
  );
  expect(JSON.parse(output)).toEqual({
    version: packageJson.version,
    ready: true,
    logged: 1,
    stored: 7,
    database: 0,
    updater: true,
    agent: 'function',
    clickhouse: 'function',
  });
});
