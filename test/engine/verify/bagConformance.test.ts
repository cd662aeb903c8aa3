/**
 * The BagIt conformance suite of the Library of Congress: each bag stands in a folder that says its verdict.
 * Left out of the shared copy is `.DS_Store` of one bag; it is empty, as its listed SHA-512 says, and made again here.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type BagReading, readBag } from '../../../src-main/engine/verify/bag/index.ts';
import { folderTree } from '../../../src-main/engine/verify/tree.ts';
import { quietJob } from '../../support/quietJob.ts';

const ARCHIVE = resolve(import.meta.dirname, '../../../../shared/data/crypto/bagit/bagit_conformance_dev.tar.gz');
if (!existsSync(ARCHIVE)) console.warn(`not performed: BagIt conformance suite, ${ARCHIVE} is absent`);

describe.runIf(existsSync(ARCHIVE))('The BagIt conformance suite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sealbench-bagit-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  execFileSync('tar', ['xzf', ARCHIVE, '-C', folder]);
  writeFileSync(join(folder, 'v0.97/warning/special-system-files/data/.DS_Store'), '');

  const bags = readdirSync(folder).flatMap((version) =>
    readdirSync(join(folder, version)).flatMap((verdict) =>
      readdirSync(join(folder, version, verdict)).map((name) => [version, verdict, name] as const),
    ),
  );

  test('holds the 40 bags it is known to hold', () => {
    expect(bags).toHaveLength(40);
  });

  test.each(bags)('%s, %s: %s', async (version, verdict, name) => {
    const reading = await readBag(folderTree(join(folder, version, verdict, name)), quietJob());
    // A valid bag of the suite may carry what another of its bags is warned for (a leading `./`).
    if (verdict === 'valid') expect(['none', 'warning']).toContain(worst(reading));
    else if (verdict === 'warning') expect(worst(reading)).toBe('warning');
    // What is out of scope on one system is refused on every system: the bag may travel.
    else expect(worst(reading)).toBe('error');
  });
});

function worst(reading: BagReading): string {
  const weights = reading.findings.map((finding) => finding.weight);
  return ['error', 'unchecked', 'warning'].find((weight) => weights.some((found) => found === weight)) ?? 'none';
}
