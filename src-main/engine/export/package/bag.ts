/**
 * A BagIt 1.0 bag (RFC 8493) as a file tree that is produced while it is read: payload first, then the tag files that
 * depend on it. Every size is known before the first byte, so a volume can be laid out; nothing is buffered but lists.
 *
 * Files after `data/`: the tag files given, `bagit.txt`, `bag-info.txt`, `manifest-sha256.txt`, `sealbench/sm3.txt`
 * (under a name that is no manifest, because SM3 is no BagIt algorithm), `tagmanifest-sha256.txt`, and one signature
 * over the tag manifest, which therefore no manifest lists.
 * Layout and rules: `docs/formats/sealed-package.md`.
 */
import { BugError, runningSm3, type Sha256Hex, sha256Of, utf8 } from '../../lib/index.ts';
import type { FileTree, TreeFile, TreeTime } from '../filesystem/index.ts';

/** One payload file; `path` is within `data/`, NFC, and `sha256` what its content is known to be. */
export interface PayloadFile extends TreeFile {
  readonly sha256: Sha256Hex;
}

export interface TagFile {
  readonly path: string;
  readonly content: Uint8Array;
}

export interface BagContent {
  readonly payload: readonly PayloadFile[];
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

export const TAG_MANIFEST = 'tagmanifest-sha256.txt';
export const SM3_LIST = 'sealbench/sm3.txt';

const DECLARATION = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n';
const SHA256_DIGITS = 64;
const SM3_DIGITS = 64;

export function makeBag(content: BagContent): Bag {
  const sm3ByPath = new Map<string, string>();
  const payload = content.payload.map((file) => throughSm3({ ...file, path: `data/${file.path}` }, sm3ByPath));
  const manifest = utf8(listing(payload.map((file) => [file.sha256, file.path])));

  const fixed: readonly TagFile[] = [
    ...content.tagFiles,
    { path: 'bagit.txt', content: utf8(DECLARATION) },
    { path: 'bag-info.txt', content: utf8(bagInformation(content.information, payload)) },
    { path: 'manifest-sha256.txt', content: manifest },
  ];
  const sm3List = (): Uint8Array => utf8(listing(payload.map((file) => [known(sm3ByPath, file.path), file.path])));
  const tagManifest = (): Uint8Array => {
    const listed = [...fixed, { path: SM3_LIST, content: sm3List() }];
    return utf8(listing(listed.map((file) => [sha256Of(file.content), file.path])));
  };

  const made = (path: string, sizeBytes: number, make: () => Uint8Array): TreeFile => ({
    path,
    sizeBytes,
    modifiedAt: content.madeAt,
    async *open() {
      yield make();
    },
  });
  const tagManifestBytes = listingSize([...fixed.map((file) => file.path), SM3_LIST], SHA256_DIGITS);
  const files: readonly TreeFile[] = [
    ...payload,
    ...fixed.map((file) => made(file.path, file.content.length, () => file.content)),
    made(
      SM3_LIST,
      listingSize(
        payload.map((file) => file.path),
        SM3_DIGITS,
      ),
      sm3List,
    ),
    made(TAG_MANIFEST, tagManifestBytes, tagManifest),
    made(content.signature.path, content.signature.sizeBytes, () => content.signature.sign(tagManifest())),
  ];
  return { tree: { files, folders: [], madeAt: content.madeAt }, digest: () => sha256Of(tagManifest()) };
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

function listingSize(paths: readonly string[], digestDigits: number): number {
  return paths.reduce((sum, path) => sum + digestDigits + 3 + utf8(encodeManifestPath(path)).length, 0);
}

function throughSm3(file: PayloadFile, sm3ByPath: Map<string, string>): PayloadFile {
  return {
    ...file,
    async *open() {
      const sm3 = await runningSm3();
      for await (const chunk of file.open()) {
        sm3.update(chunk);
        yield chunk;
      }
      sm3ByPath.set(file.path, sm3.hex());
    },
  };
}

function known(sm3ByPath: ReadonlyMap<string, string>, path: string): string {
  const sm3 = sm3ByPath.get(path);
  if (sm3 === undefined) throw new BugError('bug.bag-read-out-of-order', { path });
  return sm3;
}

/** RFC 8493 §2.2.2: `label: value`, one element a line; a line break in a value becomes a space. */
function bagInformation(information: BagContent['information'], payload: readonly TreeFile[]): string {
  const octets = payload.reduce((sum, file) => sum + file.sizeBytes, 0);
  const elements = [...information, ['Payload-Oxum', `${octets}.${payload.length}`] as const];
  return elements.map(([label, value]) => `${label}: ${value.replace(/[\r\n]+/g, ' ')}\n`).join('');
}
