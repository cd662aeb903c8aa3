/**
 * Checkpoints as C2SP signed notes: tlog-checkpoint text, a note signature of the station (type 0x01), and timestamped
 * `cosignature/v1` lines (tlog-cosignature, type 0x04) of the people who were there.
 *
 *     <origin>\n<size>\n<base64 root>\n \n — <name> <base64(key id ‖ signature)>\n …
 */
import { createHash, type KeyObject } from 'node:crypto';
import { BugError, concat, fromHex, type UtcMs, utf8 } from '../lib/index.ts';
import { rawPublicKey, signEd25519, signingKey } from './ed25519.ts';
import type { Cosigner } from './types.ts';

/** Signature type bytes that C2SP signed-note assigns. */
const NOTE_SIGNATURE = 0x01;
const COSIGNATURE = 0x04;

/** A key that signs notes, with the text by which others know it: `<name>+<key id, hex>+<base64(type ‖ key)>`. */
export interface NoteKey {
  readonly name: string;
  readonly verifierKey: string;
  readonly id: Uint8Array;
  readonly key: KeyObject;
}

export function stationNoteKey(origin: string, seed: Uint8Array): NoteKey {
  return noteKey(origin, seed, NOTE_SIGNATURE);
}

export function cosignerNoteKey(cosigner: Cosigner): NoteKey {
  return noteKey(cosigner.name, cosigner.seed, COSIGNATURE);
}

function noteKey(name: string, seed: Uint8Array, type: number): NoteKey {
  // signed-note: key names are not empty and hold neither spaces nor plus signs.
  if (!/^[^\s+]+$/u.test(name)) throw new BugError('bug.key-name', { name });
  const key = signingKey(seed);
  const material = concat(Uint8Array.of(type), rawPublicKey(key));
  const id = createHash('sha256').update(`${name}\n`).update(material).digest().subarray(0, 4);
  return { name, id, key, verifierKey: `${name}+${id.toString('hex')}+${base64(material)}` };
}

export function checkpointText(origin: string, size: number, root: Uint8Array): string {
  return `${origin}\n${size}\n${base64(root)}\n`;
}

/** The whole note. `at` is written into the cosignatures in whole seconds. */
export function signNote(text: string, station: NoteKey, cosigners: readonly NoteKey[], at: UtcMs): string {
  const lines = [
    signatureLine(station, signEd25519(station.key, utf8(text))),
    ...cosigners.map((cosigner) => signatureLine(cosigner, cosignature(cosigner.key, text, Math.floor(at / 1000)))),
  ];
  return `${text}\n${lines.join('')}`;
}

/** tlog-cosignature: 64-bit big-endian POSIX seconds, then Ed25519 over header line, time line and the note's text. */
function cosignature(key: KeyObject, text: string, seconds: number): Uint8Array {
  const signature = signEd25519(key, utf8(`cosignature/v1\ntime ${seconds}\n${text}`));
  return concat(fromHex(seconds.toString(16).padStart(16, '0')), signature);
}

function signatureLine(key: NoteKey, signature: Uint8Array): string {
  return `\u2014 ${key.name} ${base64(concat(key.id, signature))}\n`;
}

export function base64(value: Uint8Array): string {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
}
