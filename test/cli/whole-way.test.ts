import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { demoCli } from '../support/cli.ts';
import { hasTool } from '../support/stockTools.ts';

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

describe('one piece of evidence, the whole way on the command line', () => {
  it('goes from a medium to a sealed volume that a stranger can check, each step logged', async () => {
    const cli = await demoCli();
    const source = join(cli.folder, '检材 medium.dd');
    const content = Buffer.alloc(300_000, 'evidence ');
    writeFileSync(source, content);
    const images = join(cli.folder, 'images');
    mkdirSync(images);

    expect(
      (await cli.as('operator', null, 'case', 'create', '--number', '2026-7', '--title', '客户投诉案')).exitCode,
    ).toBe(0);
    const exhibit = ['exhibit', 'add', '--case', '2026-7', '--number', 'A-1', '--name', '移动硬盘', '--quantity', '2'];
    expect((await cli.as('operator', null, ...exhibit)).json()).toMatchObject({
      outcome: 'done',
      exhibit: { number: 'A-1', quantity: 2, sealState: 'unsealed' },
    });
    const seal = await cli.as(
      'operator',
      'witness',
      'exhibit',
      'seal',
      'A-1',
      '--case',
      '2026-7',
      '--seal-number',
      'F-01',
    );
    expect(seal.json()).toMatchObject({ outcome: 'done', exhibit: { sealState: 'sealed' } });
    const unseal = [
      'exhibit',
      'unseal',
      'A-1',
      '--case',
      '2026-7',
      '--reason',
      '制作镜像',
      '--check-result',
      '封条完好',
    ];
    expect((await cli.as('operator', 'witness', ...unseal)).json()).toMatchObject({
      outcome: 'done',
      exhibit: { sealState: 'unsealed' },
    });

    const acquire = ['acquire', '--case', '2026-7', '--exhibit', 'A-1', '--source', source, '--out', images];
    const acquired = (await cli.as('operator', 'witness', ...acquire)).json();
    expect(acquired).toMatchObject({
      outcome: 'matched',
      bytes: content.length,
      hashes: { sha256: sha256(content) },
      imageVerdict: 'matched',
      sourceVerdict: 'not-performed',
      badRanges: [],
    });
    const image = join(images, 'A-1.E01');
    if (hasTool('ewfverify')) execFileSync('ewfverify', ['-q', image]);

    const target = join(cli.folder, 'evidence.hc');
    const seeking = ['export', '--case', '2026-7', '--to', target, '--recipient', '某某法院', '--purpose', '诉讼'];
    const exported = await cli.as('exporter', 'witness', ...seeking, '--halves', cli.folder);
    expect(exported.json()).toMatchObject({ outcome: 'matched', verdict: 'matched' });
    const half = (side: string): string => readFileSync(join(cli.folder, `${side}-half.txt`), 'utf8').trim();
    const passphrase = join(cli.folder, 'passphrase');
    writeFileSync(passphrase, `${half('operator')}-${half('witness')}\n`);
    const verified = await cli.run('verify', target, '--passphrase-file', passphrase, '--json');
    expect(verified.json()).toMatchObject({ outcome: 'matched', reports: [{ kind: 'volume', verdict: 'matched' }] });

    const log = (await cli.as('auditor', null, 'log', 'verify')).json();
    expect(log).toMatchObject({ outcome: 'matched' });
    const { entries } = (await cli.as('auditor', null, 'log', 'tail', '--limit', '200')).json() as {
      entries: { act: string; outcome: string; actor: string; witness: string | null }[];
    };
    const acts = entries
      .reverse()
      .filter(({ outcome }) => outcome === 'done')
      .map(({ act }) => act);
    for (const act of [
      'case.create',
      'exhibit.add',
      'exhibit.seal',
      'exhibit.unseal',
      'image.acquire',
      'package.seal',
    ]) {
      expect(acts).toContain(act);
    }
    expect(entries.find(({ act }) => act === 'package.seal')).toMatchObject({ actor: 'exporter', witness: 'witness' });
  }, 120_000);
});
