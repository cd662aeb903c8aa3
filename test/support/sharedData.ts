/** Real inputs with published facts, kept beside the project; tests that need them are skipped where they are absent. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../../shared/data');

export function sharedData(path: string): string {
  return resolve(root, path);
}

export function hasSharedData(path: string): boolean {
  const found = existsSync(sharedData(path));
  if (!found) console.warn(`not performed: shared data ${path} is absent`);
  return found;
}
