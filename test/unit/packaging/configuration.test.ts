import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { identity } from '../../../electron/identity.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { fromElectronBuilder } from '../../support/fromElectronBuilder.ts';

interface Configuration {
  [key: string]: unknown;
  appId: string;
  productName: string;
  files: string[];
  electronFuses: Record<string, boolean>;
  protocols: { schemes: string[] }[];
  linux: { syncDesktopName: boolean; target: string[]; files: string[] };
  mac: {
    target: string[];
    files: string[];
    entitlements: string;
    entitlementsInherit: string;
    hardenedRuntime: boolean;
  };
  win: { target: string[]; files: string[] };
  nsis: { include: string; createStartMenuShortcut: boolean; shortcutName: string };
}

const root = join(import.meta.dirname, '../../..');
const text = (path: string) => readFileSync(join(root, path), 'utf8');
const yaml = fromElectronBuilder<{ load(text: string): unknown }>('js-yaml');
const read = () => yaml.load(text('electron-builder.yml')) as Configuration;

/** As electron-builder checks it. */
const validate = (() => {
  const { default: Ajv } = fromElectronBuilder<{
    default: new (options: object) => { compile(schema: unknown): (data: unknown) => boolean };
  }>('ajv');
  const check = new Ajv({ allErrors: true, coerceTypes: true, strict: false });
  return check.compile(JSON.parse(text('node_modules/app-builder-lib/scheme.json')));
})();

describe('electron-builder.yml', () => {
  it('has only keys that this electron-builder knows', () => {
    expect(validate(read())).toBe(true);
    expect(validate({ ...read(), asarr: true })).toBe(false);
    expect(validate({ ...read(), electronFuses: { runAsNodes: false } })).toBe(false);
  });

  it('makes the packages of the three systems', () => {
    const { linux, mac, win } = read();
    expect(linux.target).toEqual(['AppImage', 'deb', 'rpm']);
    // Updates on macOS need the zip.
    expect(mac.target).toEqual(['dmg', 'zip']);
    expect(win.target).toEqual(['nsis']);
  });

  it('sets every fuse, the safe way', () => {
    expect(read().electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
    const known: { definitions: { FuseOptionsV1: { properties: object } } } = JSON.parse(
      text('node_modules/app-builder-lib/scheme.json'),
    );
    const notNamed = Object.keys(known.definitions.FuseOptionsV1.properties).filter(
      (name) => !(name in read().electronFuses),
    );
    // A way to sign, not a fuse.
    expect(notNamed).toEqual(['resetAdHocDarwinSignature']);
  });

  it('adds for each system its own icons, and excludes nothing there', () => {
    const { linux, mac, win } = read();
    // electron-builder takes a list that only excludes as "everything but these", the sources too.
    for (const pattern of [...linux.files, ...mac.files, ...win.files]) expect(pattern).not.toMatch(/^!/);
    expect([linux.files, mac.files, win.files]).toEqual([
      ['dist/electron/icons/linux/**'],
      ['dist/electron/icons/mac/**'],
      ['dist/electron/icons/windows/**', 'dist/electron/icons/overlay/**'],
    ]);
  });

  it('takes no library of C++ along, and looks for none', () => {
    expect(read()).toMatchObject({ npmRebuild: false, asar: true });
  });
});

describe('the names that the systems know', () => {
  it('are the same everywhere', () => {
    const configuration = read();
    expect(configuration.appId).toBe(identity.appId);
    expect(configuration.productName).toBe(identity.name);
    expect(packageJson.productName).toBe(identity.name);
    expect(configuration.protocols.flatMap(({ schemes }) => schemes)).toEqual([identity.protocol]);
    expect(packageJson.desktopName).toBe(identity.desktopName);
    expect(configuration.linux.syncDesktopName).toBe(true);
    expect(configuration.nsis).toMatchObject({ createStartMenuShortcut: true, shortcutName: identity.name });
  });

  it('are valid: reverse DNS for portals, a class id for toasts', () => {
    expect(identity.desktopName).toBe(`${identity.appId}.desktop`);
    expect(identity.appId).toMatch(/^[a-z]+(\.[a-z]+){2,}$/);
    expect(identity.toastActivatorClsid).toMatch(/^\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$/);
  });

  it('are those that the installer writes for toasts and links, and takes away again', () => {
    const script = text(read().nsis.include);
    expect(script).toContain(`!define TOAST_CLSID "${identity.toastActivatorClsid}"`);
    expect(script).toContain(`Software\\Classes\\${identity.protocol}"`);
    for (const [key] of script.matchAll(/WriteRegStr SHCTX "([^"]+)"/g)) {
      const path = key.slice('WriteRegStr '.length);
      expect(script, path).toContain(`DeleteRegKey ${path}`);
    }
  });

  it('lead to the program: its main file is the bundle', () => {
    expect(packageJson.main).toBe('dist/electron/main.js');
  });
});

describe('macOS', () => {
  it('leaves the app its Dock icon, and with it the number', () => {
    expect(JSON.stringify(read().mac)).not.toContain('LSUIElement');
  });

  it('gets a hardened runtime with nothing but what V8 needs', () => {
    const { mac } = read();
    expect(mac.hardenedRuntime).toBe(true);
    for (const file of [mac.entitlements, mac.entitlementsInherit]) {
      const keys = [...text(file).matchAll(/<key>([^<]+)<\/key>/g)].map(([, key]) => key);
      expect(keys, file).toEqual(['com.apple.security.cs.allow-jit']);
    }
  });
});

describe('the workflow for the three systems', () => {
  interface Workflow {
    jobs: Record<string, { strategy: { matrix: { os: string[] } }; steps: { run?: string; uses?: string }[] }>;
  }
  const workflow = yaml.load(text('.github/workflows/desktop.yml')) as Workflow;
  const { desktop } = workflow.jobs;
  const commands = (desktop?.steps ?? []).flatMap(({ run }) => run?.split('\n') ?? []);

  it('runs on each of them', () => {
    expect(desktop?.strategy.matrix.os.map((name) => name.split('-')[0])).toEqual(['ubuntu', 'windows', 'macos']);
  });

  it('calls only what is there', () => {
    const scripts = commands.flatMap((line) => [...line.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name));
    expect(scripts).toEqual(expect.arrayContaining(['build', 'test:desktop', 'dist']));
    for (const name of scripts) expect(packageJson.scripts, name).toHaveProperty([String(name)]);
    const files = commands.flatMap((line) => [...line.matchAll(/\bnode (\S+)/g)].map(([, path]) => String(path)));
    expect(files).not.toEqual([]);
    for (const file of files) expect(existsSync(join(root, file)), file).toBe(true);
  });

  it('does each thing in a step of its own kind', () => {
    for (const { run, uses } of desktop?.steps ?? []) expect(run === undefined).toBe(uses !== undefined);
  });
});
