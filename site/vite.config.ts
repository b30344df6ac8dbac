import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { licences } from './build/licences.ts';
import { contentSecurityPolicy } from './build/policy.ts';
import { samples } from './build/samples.ts';
import { schemas } from './build/schemas.ts';
import { single } from './build/single.ts';

// The page is static files under any sub-path: every address is relative.
// With --mode single it is one file instead: dist/groflex.html.
export default defineConfig(({ mode }) => ({
  base: './',
  plugins: [
    svelte(),
    schemas('../schemas'),
    samples(),
    licences(),
    mode === 'single' ? single() : contentSecurityPolicy(),
    VitePWA({
      disable: mode === 'single',
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      registerType: 'prompt',
      injectRegister: false,
      manifest: {
        name: 'Groflex',
        short_name: 'Groflex',
        description: 'A synthetic data engine that runs whole in a browser tab.',
        start_url: './',
        scope: './',
        display: 'standalone',
        background_color: '#f5f6f3',
        theme_color: '#0b6b4f',
        icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
      },
      injectManifest: {
        // Schemas are fetched anew when there is a network: see src/sw.ts.
        globPatterns: ['**/*.{html,js,css,svg,woff2,wasm,json,csv}'],
        globIgnores: ['schemas/**'],
        maximumFileSizeToCacheInBytes: 64 * 1024 * 1024,
      },
    }),
  ],
  build: {
    target: 'es2023',
    modulePreload: { polyfill: false },
    ...(mode === 'single'
      ? { assetsInlineLimit: 1e6, copyPublicDir: false, emptyOutDir: false, rolldownOptions: { output: { codeSplitting: false } } }
      : { assetsInlineLimit: 0 }),
  },
  worker: { format: mode === 'single' ? 'iife' : 'es' },
}));
