/**
 * A BagIt 1.0 bag (RFC 8493) as a file tree that is produced while it is read: payload first, then the tag files that
 * depend on it. Every size is known before the first byte, so a volume can be laid out; nothing is buffered but lists.
 *
 * Files after `data/`: the tag files given, `bagit.txt`, `bag-info.txt`, `manifest-sha256.txt`, `sealbench/sm3.txt`
 * (under a name that is no manifest, because SM3 is no BagIt algorithm), `tagmanifest-sha256.txt`, and one signature
 * over the tag manifest, which therefore no manifest lists.
 * Layout and rules: `docs/formats/sealed-package.md`.
 */
import { createHash } from 'node:crypto';
import { BugError, runningSm3, type Sha256Hex, sha256Of, utf8 } from '../../lib/index.ts';
import type { FileTree, TreeFile, TreeTime } from '../filesystem/index.ts';

export interface TagFile {
  readonly path: string;
  readonly content: Uint8Array;
}

export interface BagContent {
  /** Paths within `data/`, NFC. A `sha256` that is given is what the content must be; one that is not is computed. */
  readonly payload: readonly TreeFile[];
  readonly tagFiles: readonly TagFile[];
  /** Elements of `bag-info.txt` in order; `Payload-Oxum` is added. */
  readonly information: readonly (readonly [label: string, value: string])[];
  readonly madeAt: TreeTime;
  readonly signature: BagSignature;
}

/** A detached signature over the tag manifest whose length does not depend on what is signed. */
export interface BagSignature {
  readonly path: string;
  readonly sizeBytes: number;
  sign(tagManifest: Uint8Array): Uint8Array;
}

export interface Bag {
  /** To be read in its order, each file to its end: later files are made from the earlier ones. */
  readonly tree: FileTree;
  /** SHA-256 of the tag manifest, the one digest that stands for all; known when the tree was read to its end. */
  digest(): Sha256Hex;
}

const TAG_MANIFEST = 'tagmanifest-sha256.txt';
const SM3_LIST = 'sealbench/sm3.txt';

const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';

export function makeBag(content: BagContent): Bag {
  const passed = new Map<string, Digests>();
  const payload = content.payload.map((file) => hashing({ ...file, path: `data/${file.path}` }, passed));
  const paths = payload.map((file) => file.path);
  const list = (algorithm: keyof Digests) => utf8(listing(paths.map((path) => [known(passed, path)[algorithm], path])));

  const given: readonly TagFile[] = [
    ...content.tagFiles,
    { path: 'bagit.txt', content: utf8(DECLARATION) },
    { path: 'bag-info.txt', content: utf8(bagInformation(content.information, payload)) },
  ];
  const made = [
    ...given.map((file) => ({ path: file.path, sizeBytes: file.content.length, make: () => file.content })),
    { path: 'manifest-sha256.txt', sizeBytes: listingSize(paths), make: () => list('sha256') },
    { path: SM3_LIST, sizeBytes: listingSize(paths), make: () => list('sm3') },
  ];
  const tagManifest = () => utf8(listing(made.map((file) => [sha256Of(file.make()), file.path])));
  const tags = [
    ...made,
    { path: TAG_MANIFEST, sizeBytes: listingSize(made.map((file) => file.path)), make: tagManifest },
    {
      path: content.signature.path,
      sizeBytes: content.signature.sizeBytes,
      make: () => content.signature.sign(tagManifest()),
    },
  ].map(
    ({ path, sizeBytes, make }): TreeFile => ({
      path,
      sizeBytes,
      modifiedAt: content.madeAt,
      async *open() {
        yield make();
      },
    }),
  );
  return {
    tree: { files: [...payload, ...tags], folders: [], madeAt: content.madeAt },
    digest: () => sha256Of(tagManifest()),
  };
}

/**
 * RFC 8493 §2.1.3: in a manifest a carriage return, a line feed and the percent sign itself are percent-encoded, and
 * nothing else.
 */
export function encodeManifestPath(path: string): string {
  return path.replace(/[\r\n%]/g, (character) => ENCODED[character] ?? character);
}

const ENCODED: Readonly<Record<string, string>> = { '\r': '%0D', '\n': '%0A', '%': '%25' };

/** Lines as `sha256sum` writes and checks them: digest, two spaces, path. */
function listing(entries: readonly (readonly [digest: string, path: string])[]): string {
  return entries.map(([digest, path]) => `${digest}  ${encodeManifestPath(path)}\n`).join('');
}

/** Both lists have digests of 64 digits, so their sizes are known before their contents. */
function listingSize(paths: readonly string[]): number {
  return paths.reduce((sum, path) => sum + 64 + 3 + utf8(encodeManifestPath(path)).length, 0);
}

interface Digests {
  readonly sha256: string;
  readonly sm3: string;
}

/** The same file, whose digests are kept when its last byte has passed. */
function hashing(file: TreeFile, passed: Map<string, Digests>): TreeFile {
  return {
    ...file,
    async *open() {
      const sm3 = runningSm3();
      const sha256 = file.sha256 === undefined ? createHash('sha256') : null;
      for await (const chunk of file.open()) {
        sm3.update(chunk);
        sha256?.update(chunk);
        yield chunk;
      }
      passed.set(file.path, { sha256: sha256?.digest('hex') ?? (file.sha256 as string), sm3: sm3.hex() });
    },
  };
}

function known(passed: ReadonlyMap<string, Digests>, path: string): Digests {
  const digests = passed.get(path);
  if (digests === undefined) throw new BugError('bug.bag-read-out-of-order', { path });
  return digests;
}

/** RFC 8493 §2.2.2: `label: value`, one element a line; a line break in a value becomes a space. */
function bagInformation(information: BagContent['information'], payload: readonly TreeFile[]): string {
  const octets = payload.reduce((sum, file) => sum + file.sizeBytes, 0);
  const elements = [...information, ['Payload-Oxum', `${octets}.${payload.length}`] as const];
  return elements.map(([label, value]) => `${label}: ${value.replace(/[\r\n]+/g, ' ')}\n`).join('');
}
