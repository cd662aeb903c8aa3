import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { planExport, sealExport } from '../../../src-main/engine/export/index.ts';
import { distinctNames, safeName } from '../../../src-main/engine/export/package/names.ts';
import { JobCancelledError } from '../../../src-main/engine/jobs/index.ts';
import { IoError, systemClock } from '../../../src-main/engine/lib/index.ts';
import { quietJob } from '../../support/quietJob.ts';
import { type SealingScene, sealingScene } from '../../support/sealing.ts';
import { hasTool, run } from '../../support/stockTools.ts';

const TOOLS = ['bash', 'sha256sum', 'openssl', 'grep'];
const target = (scene: SealingScene) => join(scene.folder, 'sealed');
const outcomes = (scene: SealingScene) =>
  scene.log.page({ offset: 0, limit: 100, act: 'package.seal', actor: null }).entries.map((entry) => entry.outcome);

describe('A sealed package', () => {
  test.runIf(TOOLS.every(hasTool))('is accepted by every command of its own README', async () => {
    const scene = await sealingScene();
    await scene.seal({});
    const readme = readFileSync(join(target(scene), 'README.txt'), 'utf8');
    const commands = [...new Set(readme.match(/^ {5}(sha256sum|while|openssl) .*$/gm))].map((line) => line.trim());
    expect(commands).toHaveLength(8);
    for (const command of commands) {
      const { status, output } = run('bash', ['-c', command], target(scene));
      expect([command, status, output.includes('MISMATCH') || output.includes('FAILED')]).toEqual([command, 0, false]);
    }
  });

  test.runIf(hasTool('openssl'))(
    'names both signers, and the authority by the fingerprint that openssl computes',
    async () => {
      const scene = await sealingScene();
      await scene.seal({});
      const args = ['cms', '-cmsout', '-noout', '-print', '-inform', 'PEM', '-in', 'sealbench/signatures.pem'];
      const { output } = run('openssl', [...args, '-nameopt', 'utf8'], target(scene));
      expect(output).toContain('CN=取证人张三');
      expect(output).toContain('CN=见证人李四');
      const x509 = ['x509', '-in', 'sealbench/authority.pem', '-noout', '-fingerprint', '-sha256'];
      const fingerprint = run('openssl', x509, target(scene)).output.trim().split('=')[1] ?? '?';
      expect(readFileSync(join(target(scene), 'README.txt'), 'utf8')).toContain(fingerprint);
    },
  );

  test.runIf(hasTool('sha256sum'))('has the digest that sha256sum gives its tag manifest', async () => {
    const scene = await sealingScene();
    const { packageDigest } = await scene.seal({});
    expect(run('sha256sum', ['tagmanifest-sha256.txt'], target(scene)).output.slice(0, 64)).toBe(packageDigest);
  });

  test.runIf(hasTool('ewfverify'))('carries an image that ewfverify accepts', async () => {
    const scene = await sealingScene();
    await scene.seal({});
    const { output } = run('ewfverify', ['data/images/JC-01/01/检材-JC-01.E01'], target(scene));
    expect(output).toContain('ewfverify: SUCCESS');
  });

  test.runIf(hasTool('go'))(
    'carries a log that Go accepts with its standard library alone, and refuses when changed',
    async () => {
      const scene = await sealingScene();
      await scene.seal({});
      const goRun = () => run('go', ['run', 'sealbench/checklog.go', 'data/log'], target(scene)).output;
      expect(goRun()).toMatch(/^OK: 6 entries, 2 checkpoints, 6 signatures\n/);
      expect(goRun()).toContain(`first key: ${scene.log.verifierKey}`);
      const entries = join(target(scene), 'data/log/entries.jsonl');
      writeFileSync(entries, readFileSync(entries, 'utf8').replace('zhang.san', 'zhang.wu'));
      expect(goRun()).toContain('FAILED');
    },
  );

  test('discloses log entries of its case only; the others are there by their hash', async () => {
    const scene = await sealingScene();
    const other = { act: 'case.create', outcome: 'done', actor: 'zhang.san', witness: null } as const;
    scene.log.append({ ...other, subject: { caseId: 'another-case', title: '另一案件' } });
    await scene.seal({});
    const entries = readFileSync(join(target(scene), 'data/log/entries.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(entries.filter((line) => line.startsWith('{"withheld":'))).toHaveLength(1);
    expect(entries.join()).not.toContain('另一案件');
  });

  test('keeps pictures, forms with their data, and PDFs where there is a printer', async () => {
    const scene = await sealingScene();
    await scene.seal({});
    expect(readdirSync(join(target(scene), 'data/photos/JC-01'))).toHaveLength(4);
    expect(readdirSync(join(target(scene), 'data/forms/JC-01')).sort()).toEqual(
      ['extraction-list', 'seal-record'].flatMap((form) => [`${form}.html`, `${form}.json`, `${form}.pdf`]),
    );
    await sealExport({ ...scene.tools({ target: `${target(scene)}-2` }), printer: null }, quietJob());
    expect(readdirSync(join(`${target(scene)}-2`, 'data/forms/JC-01'))).toHaveLength(4);
  });

  test('stands in the log from its beginning, with its digest at the end', async () => {
    const scene = await sealingScene();
    const { packageDigest, logIndex } = await scene.seal({});
    expect(outcomes(scene)).toEqual(['done', 'begun']);
    expect(scene.log.entry(logIndex).text).toContain(packageDigest);
    expect(scene.log.head().checkpointSize).toBe(scene.log.head().size);
  });

  test('can hold an image that was never read back, and takes no more room than was planned', async () => {
    const scene = await sealingScene({ format: 'raw', verifyImage: false });
    const tools = scene.tools({});
    const plan = await planExport(tools.approval.parameters, {
      cases: tools.cases,
      log: scene.log,
      clock: systemClock,
    });
    const { sizeBytes, files } = await scene.seal({});
    expect(sizeBytes).toBeLessThanOrEqual(plan.neededBytes);
    expect(files).toBeLessThanOrEqual(
      plan.files + readdirSync(join(target(scene), 'data/log'), { recursive: true }).length,
    );
  });
});

describe('Nothing is sealed, nothing stays behind, and the log says so', () => {
  async function refused(scene: SealingScene, code: string, changes: Parameters<SealingScene['seal']>[0] = {}) {
    const before = readdirSync(scene.folder).sort();
    await expect(scene.seal(changes)).rejects.toMatchObject({ code });
    expect(readdirSync(scene.folder).sort()).toEqual(before);
    expect(outcomes(scene)[0]).toBe('failed');
  }

  test('when an image file was changed since it was recorded', async () => {
    const scene = await sealingScene();
    const content = readFileSync(scene.image.path);
    content[5000] = (content[5000] as number) ^ 1;
    writeFileSync(scene.image.path, content);
    await refused(scene, 'export.source-changed');
    await refused(scene, 'volume.source-changed', { volume: 'veracrypt', target: join(scene.folder, 'v.hc') });
  });

  test('when an image file has another size, or is gone', async () => {
    const scene = await sealingScene();
    appendFileSync(scene.image.path, 'x');
    await refused(scene, 'export.segment-changed');
    rmSync(scene.image.path);
    await refused(scene, 'export.segment-missing');
  });

  test('when the acquisition record is gone', async () => {
    const scene = await sealingScene();
    rmSync(join(dirname(scene.image.path), '检材-JC-01.acquisition.json'));
    await refused(scene, 'export.record-missing');
  });

  test('when the target exists', async () => {
    const scene = await sealingScene();
    writeFileSync(target(scene), 'taken');
    await refused(scene, 'export.target-exists');
    expect(readFileSync(target(scene), 'utf8')).toBe('taken');
  });

  test('when an image is of another case', async () => {
    await refused(await sealingScene(), 'export.no-such-image', { imageIds: ['image-9'] });
  });

  test.each(['none', 'veracrypt'] as const)('when somebody cancels (volume: %s)', async (volume) => {
    const scene = await sealingScene();
    const abort = new AbortController();
    const job = {
      ...quietJob(abort.signal),
      progress: () => abort.abort(new JobCancelledError('job.cancelled')),
      computed: () => undefined,
      whilePaused: async () => abort.signal.throwIfAborted(),
    };
    await expect(scene.seal({ volume }, job)).rejects.toBeInstanceOf(JobCancelledError);
    expect(readdirSync(scene.folder).filter((name) => name.includes('sealed'))).toEqual([]);
    expect(outcomes(scene)[0]).toBe('cancelled');
  });

  test('when its end cannot be logged: a package that the log does not know is taken away again', async () => {
    const scene = await sealingScene();
    const tools = scene.tools({});
    const log = {
      ...tools.log,
      append(draft: Parameters<typeof tools.log.append>[0]) {
        if (draft.outcome === 'done') throw new IoError('log.not-written');
        return tools.log.append(draft);
      },
    };
    await expect(sealExport({ ...tools, log }, quietJob())).rejects.toMatchObject({ code: 'log.not-written' });
    expect(existsSync(target(scene))).toBe(false);
  });

  test('when its beginning cannot be logged: nothing is written at all', async () => {
    const scene = await sealingScene();
    const tools = scene.tools({});
    const log = {
      ...tools.log,
      append(): never {
        throw new IoError('log.not-written');
      },
    };
    await expect(sealExport({ ...tools, log }, quietJob())).rejects.toMatchObject({ code: 'log.not-written' });
    expect(existsSync(target(scene))).toBe(false);
  });
});

describe('Names in a package', () => {
  test('are such as exFAT and Windows take', () => {
    expect(safeName('案〔2026〕1号: "甲/乙"?')).toBe('案〔2026〕1号_ _甲_乙__');
    expect(safeName('con.txt')).toBe('_con.txt');
    expect(safeName('..')).toBe('_');
    expect(safeName('名称. ')).toBe('名称');
    expect(safeName('𠮷'.repeat(100)).isWellFormed()).toBe(true);
  });

  test('are distinct even where upper and lower case are the same', () => {
    expect(distinctNames(['JC-1', 'jc-1', 'JC/1', 'JC:1'])).toEqual(['JC-1', 'jc-1-2', 'JC_1', 'JC_1-2']);
  });
});
