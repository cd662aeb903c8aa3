/**
 * C4: the program, from its start to its end, in a network namespace where a packet could leave by a default route, and
 * a capture on that route. The capture is shown to see: what the test itself sends afterwards is caught.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { hasTool } from '../../support/stockTools.ts';

const NAMESPACE = `sealbench-${process.pid}`;
const ip = (...args: string[]): void => void execFileSync('ip', args);
const inside = (...command: string[]) =>
  spawnSync('ip', ['netns', 'exec', NAMESPACE, ...command], { encoding: 'utf8', timeout: 120_000 });

function canTry(): boolean {
  if (!['ip', 'tcpdump'].every(hasTool)) return false;
  if (process.getuid?.() === 0 && spawnSync('ip', ['netns', 'add', NAMESPACE]).status === 0) return true;
  console.warn('not performed: a network namespace needs root');
  return false;
}

describe.skipIf(!canTry())('the network', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sealbench-silence-'));
  const capture = join(folder, 'capture.pcap');
  let listener: ChildProcess | null = null;

  const captured = (): readonly string[] => {
    const { stdout } = spawnSync('tcpdump', ['-n', '-r', capture], { encoding: 'utf8' });
    return stdout.split('\n').filter((line) => line !== '');
  };

  beforeAll(async () => {
    ip('-n', NAMESPACE, 'link', 'set', 'lo', 'up');
    ip('-n', NAMESPACE, 'link', 'add', 'way0', 'type', 'veth', 'peer', 'name', 'way1');
    for (const end of ['way0', 'way1']) {
      ip('-n', NAMESPACE, 'link', 'set', end, 'addrgenmode', 'none');
      ip('-n', NAMESPACE, 'link', 'set', end, 'up');
    }
    // Addresses of documentation (RFC 5737): nobody's. The neighbour is told, so that packets do not wait for it.
    ip('-n', NAMESPACE, 'addr', 'add', '192.0.2.1/24', 'dev', 'way0');
    ip('-n', NAMESPACE, 'neigh', 'add', '192.0.2.254', 'lladdr', '02:00:00:00:00:01', 'dev', 'way0');
    ip('-n', NAMESPACE, 'route', 'add', 'default', 'via', '192.0.2.254');
    listener = spawn('ip', ['netns', 'exec', NAMESPACE, 'tcpdump', '-i', 'way0', '-U', '-w', capture], {
      stdio: 'ignore',
    });
    await sleep(1000);
  });

  afterAll(() => {
    listener?.kill();
    ip('netns', 'delete', NAMESPACE);
    rmSync(folder, { recursive: true, force: true });
  });

  it('carries not one packet while somebody signs in, looks at every screen and leaves', async () => {
    const home = join(folder, 'station');
    cpSync(inject('demoStation'), home, { recursive: true, preserveTimestamps: true });
    const walk = inside(process.execPath, resolve(import.meta.dirname, '../../support/silentWalk.ts'), home, folder);
    expect(walk.stderr.includes('Error') ? walk.stderr : '').toBe('');
    expect(Number(walk.stdout)).toBeGreaterThan(4);
    await sleep(500);
    expect(captured()).toEqual([]);
  });

  it('would have shown a single one', async () => {
    const send = `const s = require('node:dgram').createSocket('udp4'); s.send('x', 53, '198.51.100.1', () => s.close())`;
    expect(inside(process.execPath, '-e', send).status).toBe(0);
    await sleep(1000);
    expect(captured().join('\n')).toContain('198.51.100.1.53');
  });
});
