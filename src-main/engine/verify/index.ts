/**
 * verify: checks anything that left a station, without a station: image, bag, package, sealed volume, log bundle.
 *
 * Terms: a *check* is one statement with a verdict: matched, mismatched, not performed; a *report* is all of them, and its
 * verdict is the worst; a *remark* is the code on a matched check: the statement holds, and something should be known.
 * Promises: reads everything again and shares nothing with the writers but the descriptions of the formats; what could
 * not be checked says what is missing; damage is in the report, an unreadable path throws.
 * Never: writes, repairs, opens a connection, follows a path that the evidence names, or calls unchecked what matched.
 */
import { basename, resolve } from 'node:path';
import type { VerifyReport } from '../../../src-preload/contract/index.ts';
import { verifyImage } from '../imaging/index.ts';
import type { JobContext, JobSpec } from '../jobs/index.ts';
import { verifyLogBundle } from '../oplog/index.ts';
import { CheckList } from './checkList.ts';
import { detect } from './detect.ts';
import { checkPackage, SIGNATURES } from './package/index.ts';
import { folderTree } from './tree.ts';
import { checkVolume } from './volume.ts';

export function verifyJob(path: string, passphrase: string | null): JobSpec<VerifyReport> {
  return {
    kind: 'verify',
    subject: basename(path),
    steps: [
      { name: 'verify.open', weight: 0.1 },
      { name: 'verify.bag', weight: 4 },
      { name: 'verify.log', weight: 0.1 },
      { name: 'verify.image', weight: 6 },
    ],
    canPause: true,
    run: (job) => verifyPath(path, passphrase, job),
  };
}

/**
 * `passphrase` opens a volume and is ignored for everything else. Throws `io.*` and `imaging.unreadable` when the path
 * cannot be read at all, and the signal's reason when cancelled.
 */
export async function verifyPath(path: string, passphrase: string | null, job: JobContext): Promise<VerifyReport> {
  const checks = new CheckList();
  const report = (kind: VerifyReport['kind']): VerifyReport => {
    return { path, kind, verdict: checks.verdict(), checks: checks.checks };
  };
  switch (await detect(path, passphrase !== null)) {
    case 'image':
      return await verifyImage(path, job);
    case 'log-bundle':
      return await verifyLogBundle(path);
    case 'volume':
      await checkVolume(path, passphrase, checks, job);
      return report('volume');
    case 'bag': {
      const root = resolve(path);
      const tree = folderTree(root);
      await checkPackage(tree, root, checks, job);
      const isPackage = (await tree.list()).some((entry) => entry.path === SIGNATURES);
      return report(isPackage ? 'package' : 'bag');
    }
    case 'unknown-folder':
      checks.notPerformed('verify.recognised', basename(path), 'verify.unknown-folder');
      return report('unknown');
  }
}
