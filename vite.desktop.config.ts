import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, type UserConfig } from 'vite';

const outDir = 'dist/electron';

const common: UserConfig = { publicDir: false, envDir: false };

/** The main process asks for its version; the rest of package.json is of no use to an installed app. */
const versionAlone: Plugin = {
  name: 'version-alone',
  transform: {
    order: 'pre',
    filter: { id: fileURLToPath(new URL('package.json', import.meta.url)) },
    handler: (text) => JSON.stringify({ version: JSON.parse(text).version }),
  },
};

/** The main process: one ES module with everything in it, so that the installed app carries no node_modules. */
const main: UserConfig = {
  ...common,
  plugins: [versionAlone],
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'electron/main.ts',
    outDir,
    emptyOutDir: false,
    target: 'node24',
    // The lines of a stack in the log should be readable.
    minify: false,
    rolldownOptions: {
      external: ['electron', 'original-fs', /^node:/, ...builtinModules],
      output: { format: 'es', entryFileNames: 'main.js', codeSplitting: false },
    },
  },
};

/** The simulated shop, for a host that runs from a checkout: it lies where nothing is packed. */
const demo: UserConfig = {
  ...common,
  ssr: { noExternal: true, target: 'node' },
  build: {
    ssr: 'demo/demoHost.ts',
    outDir: 'dist/demo',
    emptyOutDir: false,
    target: 'node24',
    minify: false,
    rolldownOptions: {
      external: [/^node:/, ...builtinModules],
      output: { format: 'es', entryFileNames: 'demoHost.js', codeSplitting: false },
    },
  },
};

/** The preload: one CommonJS file, since a sandboxed one can load no other of ours. */
const preload: UserConfig = {
  ...common,
  ssr: { noExternal: true },
  build: {
    ssr: 'electron/preload.ts',
    outDir,
    emptyOutDir: false,
    target: 'chrome140',
    minify: false,
    rolldownOptions: {
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: 'preload.cjs', codeSplitting: false },
    },
  },
};

const bundles: Record<string, UserConfig> = { main, preload, demo };

/** Each bundle is a build of its own, chosen by the mode. */
export default defineConfig(({ mode }) => bundles[mode] ?? main);
