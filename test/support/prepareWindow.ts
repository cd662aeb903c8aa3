/** Once before the tests that drive the window: runtime, build, display, and a demo station made by the command line. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { build } from '../../scripts/runtime/build.ts';
import { electronRuntime, projectRoot } from '../../scripts/runtime/electron.ts';
import { ensureVirtualDisplay } from '../../scripts/runtime/systemPackages.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly demoStation: string;
  }
}

export default async function prepareWindow(project: TestProject): Promise<() => void> {
  // Found once: asking for the official Electron tries to download it, and tests watch the network.
  process.env.ELECTRON_EXEC_PATH = (await electronRuntime()).executable;
  build();
  const closeDisplay = await openDisplay();
  const folder = mkdtempSync(join(tmpdir(), 'sealbench-demo-'));
  const home = join(folder, 'station');
  const cli = join(projectRoot, 'src-main', 'cli', 'main.ts');
  const made = spawnSync(process.execPath, [cli, 'station', 'demo', '--home', home], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`the demo station could not be made: ${made.stdout}${made.stderr}`);
  project.provide('demoStation', home);
  return () => {
    closeDisplay();
    rmSync(folder, { recursive: true, force: true });
  };
}

/** A virtual display with room for the largest window, where there is no display. */
async function openDisplay(): Promise<() => void> {
  if (process.env.DISPLAY) return () => {};
  ensureVirtualDisplay();
  const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [number] = (await once(server.stdout, 'data')) as [Buffer];
  process.env.DISPLAY = `:${number.toString().trim()}`;
  return () => {
    server.kill();
  };
}
