/** Which Electron this is. The development runtime carries a mark beside its executable, and its own native store. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export interface RuntimeFacts {
  /** Electron's version. */
  readonly electron: string;
  readonly node: string;
  /** True on the stand-in that serves development and tests alone; the About box says so. */
  readonly development: boolean;
  /** Absolute path of the store's native part, where it is not the one its package brings. */
  readonly nativeStore: string | null;
}

export function runtimeFacts(executable: string = process.execPath): RuntimeFacts {
  const folder = dirname(executable);
  const mark = join(folder, 'development-runtime.json');
  const versions = { electron: process.versions.electron, node: process.versions.node };
  if (!existsSync(mark)) return { ...versions, development: false, nativeStore: null };
  const { nativeStore } = JSON.parse(readFileSync(mark, 'utf8')) as { readonly nativeStore: string };
  return { ...versions, development: true, nativeStore: join(folder, nativeStore) };
}
