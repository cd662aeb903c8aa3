/**
 * Where worker threads come from. From the source tree Node runs `<room>/<name>.worker.ts` as it is; the bundle puts
 * every worker at `workers/<name>.cjs`, and Electron's entry says so once with `useBundledWorkers`.
 */
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

let bundledFolder: string | null = null;

export function useBundledWorkers(folder: string): void {
  bundledFolder = folder;
}

/** `source` is the worker's own file, as `new URL('./hash.worker.ts', import.meta.url)`; names are unique in the engine. */
export function startWorker(source: URL, options: WorkerOptions = {}): Worker {
  if (bundledFolder === null) return new Worker(source, options);
  const name = source.pathname.slice(source.pathname.lastIndexOf('/') + 1).replace(/\.worker\.ts$/, '.cjs');
  return new Worker(new URL(name, `${pathToFileURL(bundledFolder).href}/`), options);
}
