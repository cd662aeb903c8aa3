/** How Electron is started from a script: with a virtual display where there is none, without its sandbox as root. */
import { ensureVirtualDisplay } from './systemPackages.ts';

export interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

/** Chromium refuses to run as root with its sandbox. Only the start from a script says so, never the product. */
export function switchesForThisUser(): readonly string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** The same command on a virtual 24-bit display when there is no display, as on a test machine. */
export function onSomeDisplay(command: string, args: readonly string[], size = '1920x1080'): Command {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return { command, args };
  ensureVirtualDisplay();
  return { command: 'xvfb-run', args: ['-a', '-s', `-screen 0 ${size}x24`, command, ...args] };
}
