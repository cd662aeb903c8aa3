/**
 * One build for the pinned Electron and for the older development runtime: targets are the lower bound of both.
 * Main and workers are CommonJS (`.cjs`, because the package is `type: module`); only the native store stays outside.
 */
import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const from = (path: string): string => resolve(import.meta.dirname, path);
const NODE = 'node20.18';
const CHROME = 'chrome130';

/** `src-main/engine/<room>/<name>.worker.ts` becomes `out/main/workers/<name>.cjs`, where `startWorker` looks for it. */
const workers = Object.fromEntries(
  globSync('src-main/engine/**/*.worker.ts', { cwd: import.meta.dirname }).map((file) => [
    `workers/${basename(file, '.worker.ts')}`,
    from(file),
  ]),
);

/** Writes which packages a bundle took in to `out/bundled/<name>.json`: the third-party notices are made from these. */
function listBundledPackages(name: string): Plugin {
  return {
    name: 'list-bundled-packages',
    generateBundle(_options, bundle) {
      const packages = Object.values(bundle).flatMap((piece) => {
        const modules = piece.type === 'chunk' ? Object.keys(piece.modules) : piece.originalFileNames;
        return modules.flatMap(
          (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(path)?.[1] ?? [],
        );
      });
      mkdirSync(from('out/bundled'), { recursive: true });
      writeFileSync(from(`out/bundled/${name}.json`), JSON.stringify([...new Set(packages)].toSorted()));
    },
  };
}

export default defineConfig({
  main: {
    plugins: [listBundledPackages('main')],
    build: {
      outDir: 'out/main',
      target: NODE,
      rolldownOptions: {
        input: { index: from('src-main/index.ts'), ...workers },
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
      },
    },
  },
  preload: {
    plugins: [listBundledPackages('preload')],
    build: {
      outDir: 'out/preload',
      target: NODE,
      // A sandboxed preload cannot require files: everything it needs is in the one file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: from('src-preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: from('src-renderer'),
    plugins: [react(), listBundledPackages('renderer')],
    // The app:// handler puts a fresh nonce in the place of this word for every load.
    html: { cspNonce: '__CSP_NONCE__' },
    build: {
      outDir: 'out/renderer',
      target: CHROME,
      minify: true,
      rolldownOptions: {
        input: { index: from('src-renderer/index.html') },
        // Nothing caches these files: plain names, so that a page loaded anew after a build finds its files.
        output: {
          entryFileNames: 'assets/[name].js',
          chunkFileNames: 'assets/[name].js',
          assetFileNames: 'assets/[name][extname]',
        },
      },
    },
  },
});
