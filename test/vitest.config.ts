/**
 * How tests run: `engine` is everything that needs no window; `e2e` drives the real one, one file at a time;
 * `package` makes the application and looks at it from outside.
 */
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

const shared = { environment: 'node', pool: 'forks' } as const;

export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  cacheDir: 'node_modules/.cache/vite',
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'engine',
          include: ['test/{cli,engine,assertions,faults,security,layering}/**/*.test.ts'],
          exclude: ['test/security/window/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts', 'test/security/window/**/*.test.ts'],
          globalSetup: ['test/support/prepareWindow.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          ...shared,
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
