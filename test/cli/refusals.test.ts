import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Cli, demoCli } from '../support/cli.ts';

async function withExhibit(): Promise<{ cli: Cli; source: string; images: string; acquire: string[] }> {
  const cli = await demoCli();
  const source = join(cli.folder, 'medium.dd');
  writeFileSync(source, Buffer.alloc(100_000, 'x'));
  const images = join(cli.folder, 'images');
  mkdirSync(images);
  await cli.as('operator', null, 'case', 'create', '--number', '1', '--title', 't');
  await cli.as('operator', null, 'exhibit', 'add', '--case', '1', '--number', 'A', '--name', 'n');
  const acquire = ['acquire', '--case', '1', '--exhibit', 'A', '--source', source, '--out', images];
  return { cli, source, images, acquire };
}

describe('the command line refuses, says why and leaves nothing behind', () => {
  it('an act under dual control without a witness, or with the same person twice', async () => {
    const { cli, images, acquire } = await withExhibit();
    const alone = await cli.as('operator', null, ...acquire);
    expect(alone.exitCode).toBe(1);
    expect(alone.json()).toMatchObject({ outcome: 'refused', code: 'cli.witness-needed' });
    const twice = await cli.as('operator', 'operator', ...acquire);
    expect(twice.exitCode).toBe(1);
    expect(twice.json()).toMatchObject({ outcome: 'refused', code: 'ceremony.same-person' });
    expect(readdirSync(images)).toEqual([]);
  });

  it('a call that the role may not make, and logs it', async () => {
    const cli = await demoCli();
    const run = await cli.as('administrator', null, 'case', 'list');
    expect(run.exitCode).toBe(1);
    expect(run.json()).toMatchObject({ outcome: 'refused', code: 'session.role-refused' });
    const { entries } = (await cli.as('auditor', null, 'log', 'tail', '--limit', '3')).json() as { entries: object[] };
    expect(entries).toContainEqual(
      expect.objectContaining({ act: 'access.check', outcome: 'refused', actor: 'administrator' }),
    );
  });

  it('secrets that others on the machine could read', async () => {
    const cli = await demoCli();
    const open = join(cli.folder, 'secrets.json');
    copyFileSync(cli.secrets, open);
    chmodSync(open, 0o644);
    const run = await cli.run('case', 'list', '--as', 'operator', '--secrets', open, '--json');
    expect(run.exitCode).toBe(1);
    expect(run.json()).toMatchObject({ outcome: 'refused', code: 'cli.secrets-mode' });
    expect(run.stdout + run.stderr).not.toContain(cli.demo.password('operator'));
  });

  it('a wrong password, without saying which of name, password and code was wrong', async () => {
    const cli = await demoCli();
    const wrong = join(cli.folder, 'wrong.json');
    const totpSecret = cli.demo.totpSecret('operator');
    writeFileSync(wrong, JSON.stringify({ operator: { password: 'not it', totpSecret } }), { mode: 0o600 });
    const run = await cli.run('case', 'list', '--as', 'operator', '--secrets', wrong, '--json');
    expect(run.exitCode).toBe(1);
    expect(run.json()).toMatchObject({ outcome: 'refused', code: 'auth.failed' });
  });

  it('a source that is not there, and an image that is there already', async () => {
    const { cli, images, acquire } = await withExhibit();
    const missing = acquire.map((word) => word.replace('medium.dd', 'no-such-medium.dd'));
    const absent = await cli.as('operator', 'witness', ...missing);
    expect(absent.exitCode).toBe(4);
    expect(absent.json()).toMatchObject({ outcome: 'failed', code: 'source.not-found' });
    writeFileSync(join(images, 'A.E01'), 'somebody else’s');
    const taken = await cli.as('operator', 'witness', ...acquire);
    expect(taken.exitCode).toBe(1);
    expect(taken.json()['outcome']).toBe('refused');
    expect(readFileSync(join(images, 'A.E01'), 'utf8')).toBe('somebody else’s');
  });

  it('wrong words with exit code 2, and explains itself with --help in both languages', async () => {
    const cli = await demoCli();
    expect((await cli.run('acquire', '--nonsense')).exitCode).toBe(2);
    expect((await cli.run('no-such-command')).exitCode).toBe(2);
    const help = await cli.run('acquire', '--help', '--lang', 'zh');
    expect(help.exitCode).toBe(0);
    expect(help.stdout).toContain('制作镜像');
  });

  it('a changed image as mismatched with exit code 1, a file of no known kind as not performed with 3', async () => {
    const { cli, images, acquire } = await withExhibit();
    await cli.as('operator', 'witness', ...acquire, '--format', 'raw');
    const image = readdirSync(images).find((name) => /^A\.(001|raw|dd)$/.test(name)) as string;
    const path = join(images, image);
    const content = readFileSync(path);
    content[50_000] = (content[50_000] as number) ^ 1;
    chmodSync(path, 0o600);
    writeFileSync(path, content);
    const changed = await cli.run('verify', path, '--json');
    expect(changed.json()).toMatchObject({ outcome: 'mismatched' });
    expect(changed.exitCode).toBe(1);
    const strange = join(cli.folder, 'strange.bin');
    writeFileSync(strange, 'neither image nor package');
    const unknown = await cli.run('verify', strange, '--json');
    expect(unknown.exitCode).toBe(3);
    expect(existsSync(path)).toBe(true);
  });

  it('a second process on the same station', async () => {
    const cli = await demoCli();
    cli.demo.open();
    const run = await cli.as('operator', null, 'case', 'list');
    expect(run.exitCode).toBe(1);
    expect(run.json()).toMatchObject({ outcome: 'refused', code: 'station.in-use' });
  });
});
