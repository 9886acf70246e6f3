import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { shadowStyles } from './build/shadowStyles.mjs';

const fileName = 'watchkeeper-board.js';

/** Puts every style into the script, for its shadow root: one file, and no style element in the page around. */
const stylesWithin: Plugin = {
  name: 'styles-within',
  enforce: 'post',
  generateBundle(_, bundle) {
    let styles = '';
    for (const [name, part] of Object.entries(bundle)) {
      if (part.type !== 'asset' || !name.endsWith('.css')) continue;
      styles += part.source;
      delete bundle[name];
    }
    const script = bundle[fileName];
    if (script?.type !== 'chunk') throw new Error('The script of the element is missing.');
    const parts = script.code.split('__BOARD_STYLES__');
    if (parts.length !== 2) throw new Error('The place for the styles is missing.');
    script.code = parts.join(JSON.stringify(styles));
  },
};

/** A popup marks and hides everything beside it on its page, which is not ours here; ours are named to assistive technology as modal. */
const nothingMarked: Plugin = {
  name: 'nothing-marked',
  enforce: 'pre',
  load: {
    filter: { id: /@base-ui\/react\/floating-ui-react\/utils\/markOthers\.m?js$/ },
    handler: () => 'export const markOthers = () => () => {};',
  },
};

/** The embeddable element: one ES module with everything in it. */
export default defineConfig({
  publicDir: false,
  envDir: false,
  plugins: [nothingMarked, react(), stylesWithin],
  css: { postcss: { plugins: [shadowStyles()] } },
  build: {
    outDir: 'dist/embed',
    emptyOutDir: true,
    target: 'es2024',
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    modulePreload: false,
    chunkSizeWarningLimit: 1300,
    rolldownOptions: {
      input: 'renderer/embed/main.ts',
      output: { format: 'es', entryFileNames: fileName, codeSplitting: false },
    },
  },
});
