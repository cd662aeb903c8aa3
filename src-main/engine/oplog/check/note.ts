/**
 * Reads and checks C2SP signed notes, on the side that trusts nothing: signed-note, tlog-checkpoint, tlog-cosignature
 * and tlog-proof. Written apart from `../signedNote.ts`.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { EvidenceError, toHex, utf8 } from '../../lib/index.ts';

export interface NoteSignature {
  readonly name: string;
  /** Eight hexadecimal digits. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

export interface Checkpoint {
  /** What is signed: everything before the empty line. */
  readonly text: string;
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
  readonly signatures: readonly NoteSignature[];
}

export interface VerifierKey {
  readonly text: string;
  readonly name: string;
  readonly keyId: string;
  readonly kind: 'note' | 'cosignature';
  readonly publicKey: Uint8Array;
}

const SIGNATURE_LINE = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;

/** Throws `EvidenceError('log.note-malformed')`. */
export function parseCheckpoint(note: string): Checkpoint {
  // signed-note: the text is separated from the signatures by the last empty line.
  const split = note.lastIndexOf('\n\n');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: signed-note forbids them, apart from the line feed
  if (split < 0 || !note.endsWith('\n') || /[\u0000-\u0009\u000b-\u001f]/.test(note)) throw malformed('note');
  const text = note.slice(0, split + 1);
  const signatures = note
    .slice(split + 2, -1)
    .split('\n')
    .map(parseSignatureLine);
  const [origin, size, root, ...extensions] = text.slice(0, -1).split('\n');
  if (!origin || !size || !root || extensions.includes('')) throw malformed('text');
  if (!/^(0|[1-9]\d{0,15})$/.test(size) || !Number.isSafeInteger(Number(size))) throw malformed('size');
  return { text, origin, size: Number(size), root: parseHash(root), signatures };
}

function parseSignatureLine(line: string): NoteSignature {
  const [, name, encoded] = SIGNATURE_LINE.exec(line) ?? [];
  if (!name || !encoded) throw malformed('signature');
  const bytes = parseBase64(encoded);
  if (bytes.length < 5) throw malformed('signature');
  return { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

/** `<name>+<key id>+<base64(type ‖ key)>`; the key id must be the one that name and key give. */
export function parseVerifierKey(text: string): VerifierKey {
  const [, name, keyId, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u.exec(text) ?? [];
  if (!name || !keyId || !encoded) throw new EvidenceError('log.key-malformed', { place: text.slice(0, 200) });
  const material = parseBase64(encoded);
  const kind = { 1: 'note' as const, 4: 'cosignature' as const }[material[0] ?? 0];
  const expected = createHash('sha256')
    .update(utf8(`${name}\n`))
    .update(material)
    .digest('hex')
    .slice(0, 8);
  if (!kind || material.length !== 33 || expected !== keyId) {
    throw new EvidenceError('log.key-malformed', { place: text.slice(0, 200) });
  }
  return { text, name, keyId, kind, publicKey: material.subarray(1) };
}

/** Whether the line is a true signature of `key` over the checkpoint. */
export function signatureHolds(checkpoint: Checkpoint, line: NoteSignature, key: VerifierKey): boolean {
  if (key.kind === 'note') return ed25519Holds(key.publicKey, utf8(checkpoint.text), line.signature);
  if (line.signature.length !== 72) return false;
  const view = Buffer.from(line.signature);
  const message = utf8(`cosignature/v1\ntime ${view.readBigUInt64BE(0)}\n${checkpoint.text}`);
  return ed25519Holds(key.publicKey, message, line.signature.subarray(8));
}

export interface InclusionProof {
  readonly index: number;
  readonly path: readonly Uint8Array[];
  readonly checkpoint: Checkpoint;
}

/** C2SP tlog-proof. Throws `EvidenceError('log.proof-malformed', { place: 'header' })`. */
export function parseProof(text: string): InclusionProof {
  const split = text.indexOf('\n\n');
  const [header, ...lines] = text.slice(0, Math.max(split, 0)).split('\n');
  const [indexLine, ...hashes] = lines[0]?.startsWith('extra ') ? lines.slice(1) : lines;
  const index = /^index (0|[1-9]\d{0,15})$/.exec(indexLine ?? '')?.[1];
  if (header !== 'c2sp.org/tlog-proof@v1' || index === undefined)
    throw new EvidenceError('log.proof-malformed', { place: 'header' });
  return { index: Number(index), path: hashes.map(parseHash), checkpoint: parseCheckpoint(text.slice(split + 2)) };
}

function ed25519Holds(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  // A JSON Web Key (RFC 8037), where the writer uses DER.
  const x = Buffer.from(publicKey).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return verify(null, message, key, signature);
}

function parseHash(text: string): Uint8Array {
  const hash = parseBase64(text);
  if (hash.length !== 32) throw malformed('hash');
  return hash;
}

/** RFC 4648 §4, only in the one canonical spelling. */
function parseBase64(text: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text) throw malformed('base64');
  return new Uint8Array(bytes);
}

function malformed(part: string): EvidenceError {
  return new EvidenceError('log.note-malformed', { place: part });
}
