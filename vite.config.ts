import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `npm run dev` finds the host's API; the host itself listens there by default. */
const host = process.env.WATCHKEEPER_DEV_HOST ?? 'http://127.0.0.1:4780';

export default defineConfig({
  root: 'renderer',
  plugins: [react()],
  server: {
    host: '127.0.0.1',
    port: 5173,
    // The host checks Host and Origin, so the proxy speaks as a page of the host itself.
    proxy: { '/api': { target: host, changeOrigin: true, headers: { origin: host } } },
  },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2024',
    // The page's content security policy allows neither data: scripts nor inline ones.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'charts', test: /node_modules\/(echarts|zrender)\// },
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
          ],
        },
      },
    },
  },
});
