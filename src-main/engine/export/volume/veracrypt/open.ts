/**
 * Opening a volume, and saying as much about a failure as the format lets anybody know.
 *
 * - The first header opens: its sizes tell a truncated file and one with bytes behind it; the backup is compared.
 * - Only the backup opens: the first header is damaged, which is said, and the volume is read all the same.
 * - Neither opens, and both places look random: the passphrase is wrong, or both copies are damaged, or the volume uses
 *   an algorithm that we lack. The format cannot tell these apart; the message says exactly that.
 * - Neither opens, and a place does not look random: no VeraCrypt header can be there.
 */
import { EvidenceError, equalBytes, WrongKeyError } from '../../../lib/index.ts';
import type { UnlockedVolume } from '../prepared.ts';
import type { VolumeFile } from '../target/volumeFile.ts';
import type { VolumeFinding } from '../types.ts';
import {
  decodeHeader,
  HEADER_AREA_BYTES,
  HEADER_BYTES,
  type HeaderFields,
  HIDDEN_HEADER_OFFSET,
  SALT_BYTES,
  unitAt,
} from './header.ts';
import { DERIVATION_NAMES, type Derivation, deriveHeaderKey, passphraseBytes } from './headerKey.ts';

export interface UnlockOptions {
  /**
   * What to try, in order: SHA-512, SHA-256, Argon2id unless told. Argon2id, which takes 416 MiB and seconds for each
   * header, is not tried on the two of a hidden volume.
   */
  readonly derivations?: readonly Derivation[];
  /** The volume's PIM; null or absent: none. */
  readonly pim?: number | null;
}

interface Attempt {
  readonly secret: Uint8Array;
  readonly derivations: readonly Derivation[];
  readonly pim: number | null;
}

interface OpenedHeader {
  readonly fields: HeaderFields;
  readonly derivation: Derivation;
  /** Offset of the header in the file. */
  readonly offset: number;
}

/**
 * Throws `WrongKeyError('volume.not-opened')`, and `volume.not-a-volume`, `volume.first-header-overwritten`,
 * `volume.odd-size`, `volume.truncated`, `volume.other-layout`.
 */
export async function unlockVeracrypt(
  file: VolumeFile,
  passphrase: string,
  { derivations = ['sha512', 'sha256', 'argon2id'], pim = null }: UnlockOptions = {},
): Promise<UnlockedVolume> {
  const attempt = { secret: passphraseBytes(passphrase), derivations, pim };
  try {
    const opened = await tryHeaders(file, attempt);
    if (opened === null) throw await whyNotOpened(file, derivations);
    const { payloadOffset, payloadBytes, key, otherLayout } = opened.fields;
    if (otherLayout) throw new EvidenceError('volume.other-layout', { path: file.path });
    const payloadEnd = payloadOffset + payloadBytes;
    if (payloadEnd > file.sizeBytes) {
      throw new EvidenceError('volume.truncated', { path: file.path, expected: payloadEnd, found: file.sizeBytes });
    }
    const findings = await compareCopies(file, opened, attempt);
    const format = opened.derivation === 'argon2id' ? 'veracrypt-argon2id' : 'veracrypt';
    return { format, payloadOffset, payloadBytes, firstUnit: unitAt(payloadOffset), key, findings };
  } finally {
    attempt.secret.fill(0);
  }
}

/** First and backup header with each derivation, then the two places of a hidden volume. */
async function tryHeaders(file: VolumeFile, attempt: Attempt): Promise<OpenedHeader | null> {
  const backup = file.sizeBytes - HEADER_AREA_BYTES;
  const quick = attempt.derivations.filter((derivation) => derivation !== 'argon2id');
  return (
    (await tryPair(file, [0, backup], attempt, quick)) ??
    (await tryPair(file, [HIDDEN_HEADER_OFFSET, backup + HIDDEN_HEADER_OFFSET], attempt, quick)) ??
    (attempt.derivations.includes('argon2id') ? await tryPair(file, [0, backup], attempt, ['argon2id']) : null)
  );
}

async function tryPair(
  file: VolumeFile,
  offsets: readonly number[],
  attempt: Attempt,
  derivations: readonly Derivation[],
): Promise<OpenedHeader | null> {
  for (const derivation of derivations) {
    for (const offset of offsets) {
      const header = await headerAt(file, offset);
      const fields = header === null ? null : await openHeader(header, attempt, derivation);
      if (fields !== null) return { fields, derivation, offset };
    }
  }
  return null;
}

async function headerAt(file: VolumeFile, offset: number): Promise<Uint8Array | null> {
  if (offset < 0 || offset + HEADER_BYTES > file.sizeBytes) return null;
  return (await file.read(offset, HEADER_BYTES)).slice();
}

async function openHeader(
  header: Uint8Array,
  { secret, pim }: Attempt,
  derivation: Derivation,
): Promise<HeaderFields | null> {
  const headerKey = await deriveHeaderKey(secret, header.subarray(0, SALT_BYTES), derivation, pim);
  const fields = decodeHeader(header, headerKey);
  headerKey.fill(0);
  return fields;
}

/** What the other copy of the header says; a hidden volume does not know where its host ends. */
async function compareCopies(file: VolumeFile, opened: OpenedHeader, attempt: Attempt): Promise<VolumeFinding[]> {
  const { payloadOffset, payloadBytes, key } = opened.fields;
  if (opened.offset !== 0) {
    const isOuter = opened.offset === file.sizeBytes - HEADER_AREA_BYTES;
    return isOuter ? [{ code: 'volume.first-header-damaged', details: { path: file.path } }] : [];
  }
  const backupOffset = payloadOffset + payloadBytes;
  const extra = file.sizeBytes - backupOffset - HEADER_AREA_BYTES;
  if (extra < 0) return [{ code: 'volume.backup-cut-off', details: { path: file.path, missing: -extra } }];
  const findings: VolumeFinding[] = [];
  if (extra > 0) findings.push({ code: 'volume.bytes-behind', details: { path: file.path, extra } });
  const header = await headerAt(file, backupOffset);
  const backup = header === null ? null : await openHeader(header, attempt, opened.derivation);
  if (backup === null) findings.push({ code: 'volume.backup-header-damaged', details: { path: file.path } });
  else if (!equalBytes(backup.key, key) || backup.payloadBytes !== payloadBytes) {
    findings.push({ code: 'volume.headers-differ', details: { path: file.path } });
  }
  return findings;
}

async function whyNotOpened(file: VolumeFile, derivations: readonly Derivation[]): Promise<Error> {
  const first = await headerAt(file, 0);
  const backup = await headerAt(file, file.sizeBytes - HEADER_AREA_BYTES);
  const details = {
    path: file.path,
    sizeBytes: file.sizeBytes,
    tried: derivations.map((derivation) => DERIVATION_NAMES[derivation]).join(', '),
  };
  if (first === null || (!looksRandom(first) && (backup === null || !looksRandom(backup)))) {
    return new EvidenceError('volume.not-a-volume', details);
  }
  // A volume is whole sectors long: this file was cut, or never was one.
  if (file.sizeBytes % 512 !== 0) return new EvidenceError('volume.odd-size', details);
  if (!looksRandom(first)) return new EvidenceError('volume.first-header-overwritten', details);
  return new WrongKeyError('volume.not-opened', details);
}

/**
 * 512 random bytes have 221 different values on average, with a standard deviation below 6: fewer than 160 do not happen
 * by chance, and what is no ciphertext (text, zeros, a boot sector) stays below.
 */
function looksRandom(header: Uint8Array): boolean {
  return new Set(header).size >= 160;
}
