/** Every listed file hashed again, once for all the algorithms that list it. */
import { createHash } from 'node:crypto';
import type { JobContext } from '../../jobs/index.ts';
import { type RunningDigest, runningSm3 } from '../../lib/index.ts';
import type { ReadableTree, TreeEntry } from '../tree.ts';
import type { BagFinding } from './findings.ts';
import type { Manifest } from './manifest.ts';

interface ToCompare {
  readonly entry: TreeEntry;
  readonly listed: readonly { manifest: Manifest; digest: string }[];
}

/** Every listed file that is there, with what the manifests say of it; names are compared as written, then in NFC. */
export function resolveNames(
  manifests: readonly Manifest[],
  files: ReadonlyMap<string, TreeEntry>,
  findings: BagFinding[],
): readonly ToCompare[] {
  const byNormalName = new Map([...files.values()].map((entry) => [entry.path.normalize('NFC'), entry]));
  const byPath = new Map<string, { entry: TreeEntry; listed: { manifest: Manifest; digest: string }[] }>();
  for (const manifest of manifests) {
    for (const [path, digest] of manifest.digests) {
      const entry = files.get(path) ?? byNormalName.get(path.normalize('NFC'));
      if (!entry) continue;
      if (entry.path !== path) {
        const { statement, file } = manifest;
        findings.push({ statement, weight: 'warning', code: 'bag.name-normalised', file, found: path });
      }
      const known = byPath.get(entry.path) ?? { entry, listed: [] };
      known.listed.push({ manifest, digest });
      byPath.set(entry.path, known);
    }
  }
  return [...byPath.values()];
}

/** `sha256` receives that digest of every file for which it is computed. */
export async function compareDigests(
  tree: ReadableTree,
  toCompare: readonly ToCompare[],
  sha256: Map<string, string>,
  job: JobContext,
): Promise<BagFinding[]> {
  const findings: BagFinding[] = [];
  job.step(
    'verify-bag',
    toCompare.reduce((sum, { entry }) => sum + entry.sizeBytes, 0),
  );
  let done = 0;
  for (const { entry, listed } of toCompare) {
    const digests = new Map<string, RunningDigest>();
    for (const { manifest } of listed) {
      digests.set(manifest.algorithm, digests.get(manifest.algorithm) ?? running(manifest.algorithm));
    }
    for await (const chunk of tree.read(entry.path)) {
      await job.whilePaused();
      for (const digest of digests.values()) digest.update(chunk);
      done += chunk.length;
      job.progress(done);
    }
    const found = new Map([...digests].map(([algorithm, digest]) => [algorithm, digest.hex()]));
    const digest256 = found.get('sha256');
    if (digest256 !== undefined) sha256.set(entry.path, digest256);
    for (const { manifest, digest } of listed) {
      const now = found.get(manifest.algorithm);
      if (now === undefined || now === digest) continue;
      job.found();
      const { statement } = manifest;
      findings.push({
        statement,
        weight: 'error',
        code: 'bag.digest-differs',
        file: entry.path,
        expected: digest,
        found: now,
      });
    }
  }
  return findings;
}

function running(algorithm: string): RunningDigest {
  if (algorithm === 'sm3') return runningSm3();
  const hash = createHash(algorithm);
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
}
