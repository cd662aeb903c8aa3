/** Whether the bag is complete (RFC 8493 §3): every listed file is there, and every payload file is listed. */
import type { TreeEntry } from '../tree.ts';
import type { BagFinding } from './findings.ts';
import type { Manifest } from './manifest.ts';
import { type Declaration, isVersion1 } from './tagText.ts';

/** Left behind by other systems without anybody's wish; allowed, but a receiver should know. */
const SYSTEM_FILES = new Set(['thumbs.db', '.ds_store', 'desktop.ini']);

export function findIncomplete(
  entries: readonly TreeEntry[],
  payload: readonly TreeEntry[],
  manifests: readonly Manifest[],
  declaration: Declaration,
  toFetch: ReadonlySet<string>,
): BagFinding[] {
  const findings: BagFinding[] = [];
  const find = (weight: BagFinding['weight'], code: string, file: string, found?: string): void => {
    findings.push({ statement: 'bag.complete', weight, code, file, ...(found === undefined ? {} : { found }) });
  };
  const payloadManifests = manifests.filter((manifest) => manifest.statement === 'bag.payload');
  if (payloadManifests.length === 0) find('error', 'bag.no-manifest', 'manifest-*.txt');
  if (!entries.some((entry) => entry.path === 'data' || entry.path.startsWith('data/'))) {
    find('error', 'bag.no-payload-folder', 'data');
  }
  for (const entry of entries) if (entry.kind === 'other') find('error', 'bag.not-a-file', entry.path);

  const lists = payloadManifests.map((manifest) => ({ manifest, normal: normalNames(manifest) }));
  for (const file of payload) {
    const missing = lists.filter(({ normal }) => !normal.has(file.path.normalize('NFC')));
    const unlisted = isVersion1(declaration.version) ? missing.length > 0 : missing.length === lists.length;
    if (unlisted)
      find('error', 'bag.unlisted-file', file.path, missing.map(({ manifest }) => manifest.file).join(', '));
    if (SYSTEM_FILES.has(file.path.slice(file.path.lastIndexOf('/') + 1).toLowerCase())) {
      find('warning', 'bag.system-file', file.path);
    }
  }
  const present = new Set(entries.map((entry) => entry.path.normalize('NFC')));
  for (const file of new Set(manifests.flatMap((manifest) => [...manifest.digests.keys()]))) {
    if (present.has(file.normalize('NFC'))) continue;
    if (toFetch.has(file)) find('unchecked', 'bag.fetch-refused', file);
    else find('error', 'bag.missing-file', file);
  }
  return findings;
}

function normalNames(manifest: Manifest): ReadonlySet<string> {
  return new Set([...manifest.digests.keys()].map((path) => path.normalize('NFC')));
}
