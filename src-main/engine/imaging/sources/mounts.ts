/** What is mounted or in use as swap (proc(5): /proc/self/mountinfo, /proc/swaps). */
import { readFile } from 'node:fs/promises';

export interface Mount {
  /** `major:minor` of the device, `0:n` for file systems without one. */
  readonly number: string;
  readonly point: string;
  readonly fileSystem: string;
  readonly source: string;
}

/** Empty where the system has no such file. */
export async function mounts(): Promise<Mount[]> {
  return parseMountInfo(await readFile('/proc/self/mountinfo', 'utf8').catch(() => ''));
}

export function parseMountInfo(text: string): Mount[] {
  const found: Mount[] = [];
  for (const row of text.split('\n')) {
    const [left, right] = row.split(' - ');
    const fields = left?.split(' ') ?? [];
    const [fileSystem = '', source = ''] = right?.split(' ') ?? [];
    const [, , number, , point] = fields;
    if (number === undefined || point === undefined) continue;
    found.push({ number, point: unescapeOctal(point), fileSystem, source: unescapeOctal(source) });
  }
  return found;
}

export async function swapDevices(): Promise<string[]> {
  const text = await readFile('/proc/swaps', 'utf8').catch(() => '');
  return text
    .split('\n')
    .slice(1)
    .map((row) => unescapeOctal(row.split(/\s/)[0] ?? ''))
    .filter((path) => path !== '');
}

/** Space, tab, line break and backslash are written as three octal digits; the rest is UTF-8 (proc(5)). */
function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}
