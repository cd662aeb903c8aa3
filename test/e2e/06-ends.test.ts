/** How the window ends, and what happens when it does not end well. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { electronRuntime, projectRoot } from '../../scripts/runtime/electron.ts';
import { switchesForThisUser } from '../../scripts/runtime/launch.ts';
import { launchWindow } from '../support/launchWindow.ts';
import { type RealWindow, windowEnvironment } from '../support/realWindow.ts';
import { devicesOf, say, signIn } from '../support/signIn.ts';

const t = say('zh');
let window: RealWindow | null = null;

afterEach(async () => {
  await window?.close().catch(() => undefined);
  window = null;
});

interface Started {
  readonly program: ChildProcess;
  stderr(): string;
}

/** Starts the program as a person would. */
async function start(home: string, folder: string): Promise<Started> {
  const { executable } = await electronRuntime();
  const args = [...switchesForThisUser(), projectRoot, '--home', home];
  const program = spawn(executable, args, { env: windowEnvironment(folder), stdio: ['ignore', 'ignore', 'pipe'] });
  let written = '';
  program.stderr.on('data', (chunk: Buffer) => {
    written += chunk.toString();
  });
  return { program, stderr: () => written };
}

describe('the window', () => {
  it('is not opened a second time on the same station: the second says so and ends with an error', async () => {
    window = await launchWindow({ station: 'demo' });
    const second = await start(window.home, window.folder);
    expect(await once(second.program, 'exit')).toEqual([1, null]);
    expect(second.stderr()).toContain('window.already-open');
    expect(second.stderr()).toContain(window.home);
    await window.page.getByLabel(t('signIn.username')).waitFor();
  });

  it('keeps the command line out of its station while it is open', async () => {
    window = await launchWindow({ station: 'demo' });
    const cli = join(projectRoot, 'src-main', 'cli', 'main.ts');
    const args = [cli, 'case', 'list', '--home', window.home, '--as', 'operator', '--json'];
    const secrets = ['--secrets', join(window.home, 'secrets.json')];
    const run = spawnSync(process.execPath, [...args, ...secrets], {
      encoding: 'utf8',
      timeout: 60_000,
      killSignal: 'SIGKILL',
    });
    expect(run.status).not.toBe(0);
    const { code } = JSON.parse(run.stdout) as { readonly code: string };
    expect(code).toBe('station.in-use');
  });

  it('ends in order when the system asks it to, and the station opens again', async () => {
    window = await launchWindow({ station: 'demo' });
    await signIn(window.page, devicesOf(window.home)('operator'));
    const program = window.app.process();
    const ended = once(program, 'exit');
    program.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    const cli = join(projectRoot, 'src-main', 'cli', 'main.ts');
    const status = spawnSync(process.execPath, [cli, 'station', 'status', '--home', window.home], { encoding: 'utf8' });
    expect(status.status).toBe(0);
  });

  it('shows the page again when the page has died, and the person is still signed in', async () => {
    window = await launchWindow({ station: 'demo' });
    await signIn(window.page, devicesOf(window.home)('operator'));
    await window.app.evaluate(({ webContents }) => webContents.getAllWebContents()[0]?.forcefullyCrashRenderer());
    // The dead page never answers: only an answer within a second counts.
    const whoIsIn = () =>
      window?.app.evaluate(async ({ webContents }) => {
        const answer = webContents.getAllWebContents()[0]?.executeJavaScript(`sealbench.call['session.current']({})`);
        const late = new Promise((resolve) => setTimeout(() => resolve(null), 1000));
        const reply = (await Promise.race([answer, late])) as { value?: { username?: string } } | null;
        return reply?.value?.username;
      });
    await expect.poll(whoIsIn, { timeout: 15_000 }).toBe('operator');
  });

  it('says what is wrong with a damaged station, and does not open it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sealbench-damaged-'));
    const home = join(folder, 'station');
    mkdirSync(home);
    writeFileSync(join(home, 'door.db'), 'SQLite format 3\0 and then nothing of the kind'.repeat(500));
    const { program, stderr } = await start(home, folder);
    // It also shows a box and waits for the person to close it.
    await expect.poll(stderr, { timeout: 30_000 }).toMatch(/sealbench: [a-z]+\.[a-z-]+: /);
    program.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  });
});
