/** Bundles a bench's pass and the workers as the product is bundled, so that neither start-up nor types are measured. */
import { basename, join, resolve } from 'node:path';
import { build } from 'vite';

const root = resolve(import.meta.dirname, '../..');
const WORKERS = [
  'src-main/engine/imaging/pipeline/slot.worker.ts',
  'src-main/engine/export/volume/xts/xts.worker.ts',
  'src-main/engine/station/argon2.worker.ts',
];

/** Returns the path of `<script>.cjs` in the folder; its workers lie in `workers/` beside it. */
export async function bundled(script: string, folder: string): Promise<string> {
  const name = basename(script, '.ts');
  const workers = WORKERS.map((file) => [`workers/${basename(file, '.worker.ts')}`, join(root, file)] as const);
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: 'node20.18',
      rolldownOptions: {
        input: { [name]: join(import.meta.dirname, script), ...Object.fromEntries(workers) },
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
      },
    },
  });
  return join(folder, `${name}.cjs`);
}
