/**
 * A window for a test file: every launch has a folder of its own for station, window profile and runtime files, removed
 * when the window is closed.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { openWindow, type RealWindow } from './realWindow.ts';

export interface LaunchOptions {
  /** `demo`: a copy of the demo station; `none`: a folder where no station is yet. */
  readonly station: 'demo' | 'none';
  readonly width?: number;
  readonly height?: number;
}

export async function launchWindow({ station, width = 1280, height = 800 }: LaunchOptions): Promise<RealWindow> {
  const folder = mkdtempSync(join(tmpdir(), 'sealbench-window-'));
  const home = join(folder, 'station');
  if (station === 'demo') cpSync(inject('demoStation'), home, { recursive: true, preserveTimestamps: true });
  const opened = await openWindow(home, folder);
  await opened.app.evaluate(
    ({ BrowserWindow }, [w, h]) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(w, h);
    },
    [width, height] as const,
  );
  return {
    ...opened,
    async close() {
      await opened.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
