/**
 * Reads a bag again as a stranger would (RFC 8493, and the older 0.93 to 0.97): declaration, completeness, every digest
 * of every manifest and of the SM3 list, each file read once. Shares nothing with the writer of bags.
 */
import type { JobContext } from '../../jobs/index.ts';
import { type ReadableTree, readWhole, type TreeEntry } from '../tree.ts';
import { findIncomplete } from './completeness.ts';
import { compareDigests, resolveNames } from './digests.ts';
import type { BagFinding, BagStatement } from './findings.ts';
import { isKnownAlgorithm, isOutside, type Manifest, parseManifest } from './manifest.ts';
import { type Declaration, decodeText, isKnownVersion, isVersion1, parseDeclaration, payloadOxum } from './tagText.ts';

export type { BagFinding, BagStatement } from './findings.ts';

export interface BagReading {
  readonly declaration: Declaration | null;
  readonly findings: readonly BagFinding[];
  readonly manifests: readonly { file: string; statement: BagStatement; algorithm: string; files: number }[];
  /** Payload files and their bytes. */
  readonly payload: { readonly files: number; readonly bytes: number };
  /** SHA-256 of every file that a SHA-256 manifest lists, as found. */
  readonly sha256: ReadonlyMap<string, string>;
}

/** A manifest of a million files stays below it; nothing of this size is read into memory. */
const MOST_TAG_BYTES = 256 << 20;
const SM3_LIST = 'sealbench/sm3.txt';

export async function readBag(tree: ReadableTree, job: JobContext): Promise<BagReading> {
  const entries = await tree.list();
  const files = new Map(entries.filter((entry) => entry.kind === 'file').map((entry) => [entry.path, entry]));
  const payload = [...files.values()].filter((entry) => entry.path.startsWith('data/'));
  const bytes = payload.reduce((sum, entry) => sum + entry.sizeBytes, 0);
  const sha256 = new Map<string, string>();
  const reading = { payload: { files: payload.length, bytes }, sha256 };

  const declaration = await readDeclaration(tree, files);
  if (!('version' in declaration)) {
    return { ...reading, declaration: null, findings: [declaration], manifests: [] };
  }
  const tags: TagReader = (path) => readTag(tree, files, path, declaration);
  const { manifests, findings } = await readManifests(tags, files, declaration);
  const refused = await refuseFetch(tags);
  findings.push(
    ...refused.findings,
    ...findIncomplete(entries, payload, manifests, declaration, refused.files),
    ...(await checkOxum(tags, reading.payload)),
    ...(await compareDigests(tree, resolveNames(manifests, files, findings), sha256, job)),
  );
  return {
    ...reading,
    declaration,
    findings,
    manifests: manifests.map((manifest) => ({ ...manifest, files: manifest.digests.size })),
  };
}

/** A tag file's text; a finding when it cannot be read; null when there is none. */
type TagReader = (path: string) => Promise<string | { readonly unreadable: string } | null>;

async function readTag(
  tree: ReadableTree,
  files: ReadonlyMap<string, TreeEntry>,
  path: string,
  declaration: Declaration,
): ReturnType<TagReader> {
  const entry = files.get(path);
  if (!entry) return null;
  const content = await readWhole(tree, entry, MOST_TAG_BYTES);
  const text = content === null ? null : decodeText(content, declaration.encoding);
  return text ?? { unreadable: 'bag.bad-encoding' };
}

async function readDeclaration(
  tree: ReadableTree,
  files: ReadonlyMap<string, TreeEntry>,
): Promise<Declaration | BagFinding> {
  const finding = { statement: 'bag.declaration', weight: 'error', file: 'bagit.txt' } as const;
  const entry = files.get('bagit.txt');
  if (!entry) return { ...finding, code: 'bag.no-declaration' };
  const content = await readWhole(tree, entry, MOST_TAG_BYTES);
  const declaration = content === null ? null : parseDeclaration(content);
  if (!declaration) return { ...finding, code: 'bag.bad-declaration' };
  if (!isKnownVersion(declaration.version)) {
    return { ...finding, weight: 'unchecked', code: 'bag.unknown-version', found: declaration.version };
  }
  return declaration;
}

async function readManifests(
  tags: TagReader,
  files: ReadonlyMap<string, TreeEntry>,
  declaration: Declaration,
): Promise<{ manifests: Manifest[]; findings: BagFinding[] }> {
  const manifests: Manifest[] = [];
  const findings: BagFinding[] = [];
  for (const file of files.keys()) {
    const match = /^(tag)?manifest-([a-z0-9]+)\.txt$/i.exec(file);
    if (!match?.[2] && file !== SM3_LIST) continue;
    const algorithm = match?.[2]?.toLowerCase() ?? 'sm3';
    const statement = !match ? 'bag.sm3' : match[1] ? 'bag.tags' : 'bag.payload';
    const text = await tags(file);
    if (!isKnownAlgorithm(algorithm)) {
      findings.push({ statement, weight: 'unchecked', code: 'bag.unknown-algorithm', file, found: algorithm });
    } else if (typeof text === 'string') {
      const manifest = parseManifest(text, {
        file,
        algorithm,
        statement,
        payload: statement !== 'bag.tags',
        percentEncoded: isVersion1(declaration.version),
        exists: (path) => files.has(path),
      });
      manifests.push(manifest);
      findings.push(...manifest.findings);
    } else {
      findings.push({ statement, weight: 'error', code: 'bag.bad-encoding', file, expected: declaration.encoding });
    }
  }
  return { manifests, findings };
}

/** `fetch.txt` (§2.2.3) names files to be downloaded; this program opens no connection, so they stay missing. */
async function refuseFetch(tags: TagReader): Promise<{ files: ReadonlySet<string>; findings: readonly BagFinding[] }> {
  const text = await tags('fetch.txt');
  const files = new Set<string>();
  const findings: BagFinding[] = [];
  if (typeof text !== 'string') return { files, findings };
  text.split(/\r\n|\n|\r/).forEach((line, index) => {
    const path = /^\S+[ \t]+\S+[ \t]+(.+)$/.exec(line)?.[1];
    if (path === undefined) return;
    const outside = isOutside(path) || !path.replace(/^\.\//, '').startsWith('data/');
    const finding = { statement: 'bag.complete', file: 'fetch.txt', line: index + 1, found: path } as const;
    if (outside) findings.push({ ...finding, weight: 'error', code: 'bag.path-outside' });
    else files.add(path.replace(/^\.\//, ''));
  });
  return { files, findings };
}

async function checkOxum(tags: TagReader, payload: { files: number; bytes: number }): Promise<BagFinding[]> {
  const text = await tags('bag-info.txt');
  if (text === null) return [];
  const finding = { statement: 'bag.oxum', weight: 'error', file: 'bag-info.txt' } as const;
  if (typeof text !== 'string') return [{ ...finding, code: text.unreadable }];
  const oxum = payloadOxum(text);
  if (!oxum || (oxum.octets === payload.bytes && oxum.streams === payload.files)) return [];
  return [
    {
      ...finding,
      code: 'bag.oxum-differs',
      expected: `${oxum.octets}.${oxum.streams}`,
      found: `${payload.bytes}.${payload.files}`,
    },
  ];
}
