/**
 * Members of a tar archive: ustar (POSIX.1-1988), pax extended headers (POSIX.1-2001) and GNU long names.
 * Sizes and offsets are bytes; header numbers are octal text, or base-256 where the first bit is set.
 */
import { isUtf8 } from 'node:buffer';
import { LIMITS } from '../limits.ts';
import type { SourcePart } from '../model.ts';
import { rangeOf, type SourceFile } from '../source/sourceFile.ts';
import type { WarningCode, WarningSink } from '../warnings.ts';
import { safeMemberName } from './memberName.ts';

const BLOCK = 512;

export function isTar(head: Buffer): boolean {
  return head.length >= BLOCK && head.toString('latin1', 257, 262) === 'ustar' && checksumHolds(head);
}

/** `slice` opens a byte range of the archive as a file of its own. */
export type SliceOpener = (offset: number, length: number, part: SourcePart, path: string) => SourceFile;

export async function tarMembers(
  tar: SourceFile,
  slice: SliceOpener,
  warn: WarningSink,
): Promise<readonly SourceFile[]> {
  const members: SourceFile[] = [];
  const taken = new Set<string>();
  let longName: string | null = null;
  for (let at = 0; members.length < LIMITS.files; ) {
    const header = await rangeOf(tar, at, BLOCK);
    if (header === null || header.every((byte) => byte === 0)) break;
    const report = (code: WarningCode, member: string): void =>
      warn({ code, part: tar.part, offset: at, length: BLOCK, lost: true, details: { member, reason: `${at}` } });
    const size = numberAt(header, 124, 12);
    if (!checksumHolds(header) || size === null) {
      report('member-damaged', '');
      break;
    }
    const kind = String.fromCharCode(header[156] ?? 0);
    const dataAt = at + BLOCK;
    at = dataAt + Math.ceil(size / BLOCK) * BLOCK;
    if (kind === 'L' || kind === 'x') {
      const content = size <= LIMITS.headBytes ? await rangeOf(tar, dataAt, size) : null;
      longName = content === null ? null : kind === 'L' ? textOf(content) : (paxPath(content) ?? longName);
      continue;
    }
    const shown: string = longName ?? nameOf(header);
    longName = null;
    // Links and devices have no bytes of their own; folders and global headers are passed over.
    if (kind !== '0' && kind !== '\u0000' && kind !== '7') continue;
    const name = safeMemberName(shown);
    if (name === null) report('member-name-unsafe', shown);
    else if (taken.has(name)) report('member-name-taken', shown);
    else members.push(slice(dataAt, size, { file: tar.part.file, member: name }, name));
    if (name !== null) taken.add(name);
  }
  return members;
}

/** Sum of all header bytes with the checksum field itself read as spaces. */
function checksumHolds(header: Buffer): boolean {
  let sum = 0;
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 0x20 : (header[i] ?? 0);
  return sum === numberAt(header, 148, 8);
}

function numberAt(header: Buffer, offset: number, length: number): number | null {
  if (((header[offset] ?? 0) & 0x80) !== 0) {
    const value = header.readUIntBE(offset + length - 6, 6);
    return Number.isSafeInteger(value) ? value : null;
  }
  const [digits = ''] = header
    .toString('latin1', offset, offset + length)
    .trimStart()
    .split(/[ \0]/);
  return /^[0-7]*$/.test(digits) ? Number.parseInt(digits || '0', 8) : null;
}

function nameOf(header: Buffer): string {
  const prefix = textOf(header.subarray(345, 500));
  const name = textOf(header.subarray(0, 100));
  // GNU archives ("ustar  ") keep times where ustar keeps the prefix.
  return prefix === '' || header[263] === 0x20 ? name : `${prefix}/${name}`;
}

function textOf(field: Buffer): string {
  const end = field.indexOf(0);
  const bytes = end < 0 ? field : field.subarray(0, end);
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}

/** pax records are `length key=value\n`, the length counting itself, in bytes. */
function paxPath(content: Buffer): string | null {
  for (let at = 0; at < content.length; ) {
    const space = content.indexOf(0x20, at);
    const length = Number(content.toString('latin1', at, space));
    if (space < 0 || !Number.isInteger(length) || length <= 0) return null;
    const record = content.toString('utf8', space + 1, at + length - 1);
    if (record.startsWith('path=')) return record.slice(5);
    at += length;
  }
  return null;
}
