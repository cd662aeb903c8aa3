/**
 * Members of a ZIP archive (APPNOTE 6.3.10), read by yauzl under limits of our own.
 * The central directory decides; where a member's local header says otherwise, that is reported. Nothing is ever
 * written to a file, so a hostile name can mislead a reader but not the disk; such members are refused all the same.
 */
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { EvidenceError } from '../../lib/index.ts';
import { LIMITS } from '../limits.ts';
import type { SourcePart } from '../model.ts';
import { inChunks, type SourceFile, skipping } from '../source/sourceFile.ts';
import type { WarningCode, WarningSink } from '../warnings.ts';
import { decodeMemberName, safeMemberName } from './memberName.ts';

export interface Archive {
  readonly members: readonly SourceFile[];
  close(): void;
}

/** `outer` names the archive's own place; members of an archive inside an archive are named `inner.zip!/member`. */
export async function openZip(from: string | Buffer, outer: SourcePart, warn: WarningSink): Promise<Archive> {
  const options = { lazyEntries: true, decodeStrings: false, validateEntrySizes: true, autoClose: false };
  let zip: yauzl.ZipFile;
  try {
    zip =
      typeof from === 'string' ? await yauzl.openPromise(from, options) : await yauzl.fromBufferPromise(from, options);
  } catch (cause) {
    throw damaged(outer, cause);
  }
  const members: SourceFile[] = [];
  try {
    await collect(zip, outer, warn, members);
  } catch (cause) {
    if (members.length === 0) {
      zip.close();
      throw damaged(outer, cause);
    }
    // The directory breaks off: what it named before can still be read.
    const reason = cause instanceof Error ? cause.message : String(cause);
    warn({ code: 'member-damaged', part: outer, offset: null, length: null, lost: true, details: { reason } });
  }
  return { members, close: () => zip.close() };
}

function damaged(part: SourcePart, cause: unknown): EvidenceError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new EvidenceError('intake.archive-damaged', { file: part.member ?? part.file, reason }, cause);
}

async function collect(zip: yauzl.ZipFile, outer: SourcePart, warn: WarningSink, members: SourceFile[]): Promise<void> {
  const taken = new Set<string>();
  for await (const entry of zip.eachEntry()) {
    if (members.length >= LIMITS.files) throw new Error(`more than ${LIMITS.files} members`);
    const shown = decodeMemberName(entry.fileNameRaw, entry.generalPurposeBitFlag, () =>
      yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false),
    );
    const name = safeMemberName(shown);
    const part: SourcePart = { file: outer.file, member: nested(outer, name ?? shown) };
    const refuse = (code: WarningCode): void =>
      warn({ code, part, offset: null, length: null, lost: true, details: { member: shown } });
    if (name === null) {
      refuse('member-name-unsafe');
      continue;
    }
    if (shown.endsWith('/') || shown.endsWith('\\')) continue;
    if (taken.has(name)) {
      refuse('member-name-taken');
      continue;
    }
    taken.add(name);
    if (entry.isEncrypted()) refuse('member-encrypted');
    else if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) refuse('member-method-unknown');
    else if (isSuspect(entry)) refuse('member-suspect-ratio');
    else members.push(memberOf(zip, entry, part, name, warn));
  }
}

function nested(outer: SourcePart, name: string): string {
  return outer.member === null ? name : `${outer.member}!/${name}`;
}

function isSuspect(entry: yauzl.Entry): boolean {
  const { uncompressedSize, compressedSize } = entry;
  return uncompressedSize > LIMITS.suspectBytes && uncompressedSize > compressedSize * LIMITS.suspectRatio;
}

function memberOf(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  part: SourcePart,
  path: string,
  warn: WarningSink,
): SourceFile {
  let reported = false;
  const once: WarningSink = (warning) => {
    if (!reported) warn(warning);
    reported = true;
  };
  return {
    part,
    path,
    sizeBytes: entry.uncompressedSize,
    chunks: (from = 0) => skipping(inChunks(piecesOf(zip, entry, part, once)), from),
  };
}

async function* piecesOf(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  part: SourcePart,
  warn: WarningSink,
): AsyncGenerator<Uint8Array> {
  const whole = { part, offset: null, length: null };
  let checksum = 0;
  try {
    const difference = headersDifference(entry, await zip.readLocalFileHeaderPromise(entry));
    if (difference !== null) {
      warn({
        code: 'member-headers-disagree',
        ...whole,
        lost: false,
        details: { member: part.member ?? '', field: difference },
      });
    }
    for await (const piece of await zip.openReadStreamPromise(entry)) {
      const bytes = piece as Buffer;
      checksum = crc32(bytes, checksum);
      yield bytes;
    }
  } catch (cause) {
    throw new EvidenceError(
      'intake.member-damaged',
      { member: part.member ?? '', reason: (cause as Error).message },
      cause,
    );
  }
  // yauzl leaves the CRC-32 to its caller.
  if (checksum !== entry.crc32) {
    warn({ code: 'member-checksum-wrong', ...whole, lost: false, details: { member: part.member ?? '' } });
  }
}

/** Bit 3: sizes and CRC follow the data, the local header then holds zeros (APPNOTE 4.4.4). */
const DATA_DESCRIPTOR_FLAG = 8;
const ZIP64_MARK = 0xffffffff;

function headersDifference(entry: yauzl.Entry, local: yauzl.LocalFileHeader): string | null {
  if (!local.fileName.equals(entry.fileNameRaw)) return 'file name';
  if (local.compressionMethod !== entry.compressionMethod) return 'compression method';
  if ((local.generalPurposeBitFlag & 1) !== (entry.generalPurposeBitFlag & 1)) return 'encryption';
  if ((local.generalPurposeBitFlag & DATA_DESCRIPTOR_FLAG) !== 0) return null;
  if (local.crc32 !== entry.crc32) return 'CRC-32';
  if (local.uncompressedSize !== ZIP64_MARK && local.uncompressedSize !== entry.uncompressedSize) return 'size';
  if (local.compressedSize !== ZIP64_MARK && local.compressedSize !== entry.compressedSize) return 'compressed size';
  return null;
}
