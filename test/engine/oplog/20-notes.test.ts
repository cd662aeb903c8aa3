/** Signed notes against others' notes: RFC 8032, the Go project's documented note, a C2SP witness's recorded session. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { fromHex, toHex, utcMs } from '../../../src-main/engine/lib/index.ts';
import {
  type Checkpoint,
  parseCheckpoint,
  parseVerifierKey,
  signatureHolds,
} from '../../../src-main/engine/oplog/check/note.ts';
import { rawPublicKey, signEd25519, signingKey } from '../../../src-main/engine/oplog/ed25519.ts';
import {
  checkpointText,
  cosignerNoteKey,
  signNote,
  stationNoteKey,
} from '../../../src-main/engine/oplog/signedNote.ts';

test('a raw seed signs as RFC 8032 section 7.1 publishes', () => {
  const key = signingKey(fromHex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'));
  expect(toHex(rawPublicKey(key))).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
  expect(toHex(signEd25519(key, new Uint8Array()))).toBe(
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
  );
});

/** The example in the documentation of golang.org/x/mod/sumdb/note, with its key. */
const GO_TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const GO_SEED = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1);
const GO_KEY = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const GO_LINE =
  '\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';

test('with the key of the Go note package’s example, the same note is signed byte for byte', () => {
  const key = stationNoteKey('PeterNeumann', GO_SEED);
  expect(key.verifierKey).toBe(GO_KEY);
  expect(signNote(GO_TEXT, key, [], utcMs(0))).toBe(`${GO_TEXT}\n${GO_LINE}`);
});

const session = resolve(import.meta.dirname, '../../../../shared/data/crypto/merkle/torchwood_litewitness.txt');
if (!existsSync(session)) console.warn('not performed: the recorded witness session is not here');

test.skipIf(!existsSync(session))(
  'the checkpoints that a C2SP witness accepted are accepted, the one it refused is refused',
  () => {
    const name = 'sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562';
    const key = verifierKey(name, 1, fromHex('ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f'));
    const requests = readFileSync(session, 'utf8').matchAll(/```\nold[^`]*?\n\n(sigsum[^`]+)```\nHTTP (\d+)/g);
    const holds = (note: string): boolean => {
      try {
        const checkpoint = parseCheckpoint(note);
        return checkpoint.signatures.every((line) => signatureHolds(checkpoint, line, key));
      } catch {
        return false;
      }
    };
    const verdicts = [...requests]
      .filter(([, note]) => note?.startsWith(`${name}\n`))
      .map(([, note, status]) => ({ status: Number(status), holds: holds(note as string) }));
    expect(verdicts.length).toBe(8);
    // 403 is the witness's answer to a false signature; every other answer comes after the signature was found good.
    for (const verdict of verdicts) expect(verdict.holds).toBe(verdict.status !== 403);
  },
);

function verifierKey(name: string, type: number, publicKey: Uint8Array) {
  const material = Buffer.concat([Uint8Array.of(type), publicKey]).toString('base64');
  const id = name.startsWith('sigsum') ? '5202289b' : '';
  return parseVerifierKey(`${name}+${id}+${material}`);
}

const STATION = stationNoteKey('sealbench.local/S1', new Uint8Array(32).fill(1));
const PERSON = cosignerNoteKey({ name: 'sealbench.local/S1/li', seed: new Uint8Array(32).fill(2) });
const NOTE = signNote(
  checkpointText(STATION.name, 7, new Uint8Array(32).fill(9)),
  STATION,
  [PERSON],
  utcMs(1_679_315_147_999),
);

test('a cosignature says at which second it was made, and holds for no other second and no other checkpoint', () => {
  const checkpoint = parseCheckpoint(NOTE);
  const line = checkpoint.signatures[1];
  if (!line) throw new Error('no cosignature');
  const key = parseVerifierKey(PERSON.verifierKey);
  expect(Buffer.from(line.signature).readBigUInt64BE(0)).toBe(1_679_315_147n);
  expect(signatureHolds(checkpoint, line, key)).toBe(true);

  const later = Buffer.from(line.signature);
  later.writeBigUInt64BE(1_679_315_148n);
  expect(signatureHolds(checkpoint, { ...line, signature: later }, key)).toBe(false);
  const other: Checkpoint = { ...checkpoint, text: checkpoint.text.replace('\n7\n', '\n8\n') };
  expect(signatureHolds(other, line, key)).toBe(false);
});

test('changing any single character of a note makes it unreadable or one of its signatures false', () => {
  const station = parseVerifierKey(STATION.verifierKey);
  const person = parseVerifierKey(PERSON.verifierKey);
  const accepted = (note: string): boolean => {
    let checkpoint: Checkpoint;
    try {
      checkpoint = parseCheckpoint(note);
    } catch {
      return false;
    }
    return [station, person].every((key) =>
      checkpoint.signatures.some(
        (line) => line.name === key.name && line.keyId === key.keyId && signatureHolds(checkpoint, line, key),
      ),
    );
  };
  expect(accepted(NOTE)).toBe(true);
  for (let at = 0; at < NOTE.length; at++) {
    const changed = NOTE.charAt(at) === 'A' ? 'B' : 'A';
    expect(accepted(NOTE.slice(0, at) + changed + NOTE.slice(at + 1)), `character ${at}`).toBe(false);
  }
});

test.each([
  ['no empty line', NOTE.replace('\n\n', '\n')],
  ['a size with a leading zero', NOTE.replace('\n7\n', '\n07\n')],
  ['a size beyond what can be counted', NOTE.replace('\n7\n', '\n9007199254740993\n')],
  ['a root of 31 bytes', NOTE.replace(/\n7\n.*\n/, `\n7\n${Buffer.alloc(31).toString('base64')}\n`)],
  ['a root in another spelling of base64', NOTE.replace(/CQk=\n/, 'CQl=\n')],
  ['a carriage return', NOTE.replace('\n7\n', '\r\n7\n')],
  ['no line feed at the end', NOTE.slice(0, -1)],
  ['a signature line without a dash', NOTE.replace('\u2014 ', '')],
])('a note with %s is no checkpoint', (_what, note) => {
  expect(() => parseCheckpoint(note)).toThrow('log.note-malformed');
});

test('a verifier key whose key id is not that of its name and key is refused', () => {
  expect(() => parseVerifierKey(GO_KEY.replace('PeterNeumann', 'PeterNewmann'))).toThrow('log.key-malformed');
  expect(() => parseVerifierKey(GO_KEY.replace('c74f20a3', 'c74f20a4'))).toThrow('log.key-malformed');
});
