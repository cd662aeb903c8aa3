/** The packaged program: its fuses (C2), that no debugger gets in (C10), and that it starts in its sandbox. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../scripts/runtime/electron.ts';
import { windowEnvironment } from '../support/realWindow.ts';
import { hasTool } from '../support/stockTools.ts';

const executable = join(projectRoot, 'release', 'linux-unpacked', 'sealbench');
const folder = mkdtempSync(join(tmpdir(), 'sealbench-packaged-'));
const NOBODY = '65534';

let display: ChildProcess;
let environment: Record<string, string>;

beforeAll(async () => {
  execFileSync(process.execPath, [join(projectRoot, 'scripts', 'package.ts')], { stdio: 'ignore' });
  display = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-ac'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [number] = display.stdout ? ((await once(display.stdout, 'data')) as [Buffer]) : [Buffer.of()];
  mkdirSync(join(folder, 'run'));
  for (const path of [folder, join(folder, 'run')]) chmodSync(path, 0o777);
  environment = { ...windowEnvironment(folder), HOME: folder, DISPLAY: `:${number.toString().trim()}` };
}, 180_000);

afterAll(() => {
  display.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** As root, everything is started as the user nobody: Chromium's sandbox is then on, as at a user's desk. */
function asUser(...args: string[]): readonly [string, string[]] {
  if (process.getuid?.() !== 0) return [executable, args];
  const nobody = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];
  return ['setpriv', [...nobody, executable, ...args]];
}

function outputOf(args: string[], extra: Record<string, string>): string {
  const [command, all] = asUser(...args);
  const run = spawnSync(command, all, { env: { ...environment, ...extra }, encoding: 'utf8', timeout: 4000 });
  return `${run.stdout}${run.stderr}`;
}

/** Kernel's word on each process of the program: its type and whether a seccomp filter holds it (2). */
function processes(): readonly { readonly type: string; readonly seccomp: string }[] {
  return readdirSync('/proc').flatMap((id) => {
    try {
      // A process forked by Chromium's zygote has its arguments in one string.
      const command = readFileSync(`/proc/${id}/cmdline`, 'utf8').split(/[\0 ]/);
      if (command[0] !== executable) return [];
      const type = command.find((argument) => argument.startsWith('--type='))?.slice('--type='.length) ?? 'main';
      return [{ type, seccomp: /^Seccomp:\s+(\d)$/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? '' }];
    } catch {
      return [];
    }
  });
}

describe('the packaged program', () => {
  it('has its fuses as the security norm asks', async () => {
    const wire = await getCurrentFuseWire(executable);
    expect(wire[FuseV1Options.RunAsNode]).toBe(FuseState.DISABLE);
    expect(wire[FuseV1Options.EnableCookieEncryption]).toBe(FuseState.ENABLE);
    expect(wire[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(FuseState.DISABLE);
    expect(wire[FuseV1Options.EnableNodeCliInspectArguments]).toBe(FuseState.DISABLE);
    expect(wire[FuseV1Options.EnableEmbeddedAsarIntegrityValidation]).toBe(FuseState.ENABLE);
    expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE);
    expect(wire[FuseV1Options.GrantFileProtocolExtraPrivileges]).toBe(FuseState.DISABLE);
  });

  it('brings its licence and the notices of others', () => {
    const files = readdirSync(join(executable, '..'));
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'third-party-notices.txt', 'LICENSES.chromium.html']));
  });

  it('opens its window, with the page under the system’s own sandbox', async () => {
    const [command, args] = asUser('--home', join(folder, 'station'));
    const program = spawn(command, args, { env: environment, stdio: 'ignore' });
    try {
      await sleep(5000);
      expect(program.exitCode).toBeNull();
      const renderers = processes().filter(({ type }) => type === 'renderer');
      expect(renderers).toEqual([{ type: 'renderer', seccomp: '2' }]);
      if (hasTool('ffmpeg')) expect(coloursOnScreen()).toBeGreaterThan(50);
    } finally {
      program.kill('SIGTERM');
    }
    expect(await once(program, 'exit')).toEqual([0, null]);
  });

  it('does not become a Node that runs other code', () => {
    const evidence = 'ran-as-node';
    const output = outputOf(['-e', `console.log(${JSON.stringify(evidence)})`], { ELECTRON_RUN_AS_NODE: '1' });
    expect(output).not.toContain(evidence);
  });

  it('takes no code from NODE_OPTIONS', () => {
    const script = `data:text/javascript,console.log('ran-from-options')`;
    expect(outputOf([], { NODE_OPTIONS: `--import=${script}` })).not.toContain('ran-from-options');
  });

  it.each(['--inspect=0', '--inspect-brk=0'])('does not listen for a debugger by %s', (argument) => {
    expect(outputOf([argument], {})).not.toContain('Debugger listening');
  });

  it.each(['--remote-debugging-port=0', '--remote-debugging-pipe'])('refuses to start with %s', (argument) => {
    const [command, args] = asUser(argument);
    const run = spawnSync(command, args, { env: environment, encoding: 'utf8', timeout: 10_000 });
    expect(run.status).toBe(1);
    expect(run.stderr).toContain('window.no-debugger');
    expect(run.stderr).not.toContain('DevTools listening');
  });
});

/** Grabs the whole display and keeps it as a picture; a window that shows nothing has one colour. */
function coloursOnScreen(): number {
  const source = ['-loglevel', 'error', '-f', 'x11grab', '-video_size', '1440x900', '-i', environment.DISPLAY ?? ''];
  const picture = join(projectRoot, 'test-results', 'screens', 'packaged.png');
  mkdirSync(join(picture, '..'), { recursive: true });
  execFileSync('ffmpeg', [...source, '-frames:v', '1', '-y', picture], { env: environment });
  const raw = execFileSync(
    'ffmpeg',
    ['-loglevel', 'error', '-i', picture, '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'],
    {
      maxBuffer: 16 * 1024 * 1024,
    },
  );
  const colours = new Set<number>();
  for (let at = 0; at + 2 < raw.length; at += 3) colours.add(raw.readUIntBE(at, 3));
  return colours.size;
}
