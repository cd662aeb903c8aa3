/** Single facts of Microsoft's exFAT specification, revision 1.00. */
import { describe, expect, it } from 'vitest';
import { rotatingChecksum32 } from '../../../../src-main/engine/export/filesystem/exfat/checksum.ts';
import { decodeTimestamp, encodeTimestamp } from '../../../../src-main/engine/export/filesystem/exfat/timestamp.ts';
import {
  packUpcaseTable,
  RECOMMENDED_UPCASE,
  unpackUpcaseTable,
} from '../../../../src-main/engine/export/filesystem/exfat/upcase.ts';
import { layoutExfat } from '../../../../src-main/engine/export/filesystem/index.ts';
import { utcMs } from '../../../../src-main/engine/lib/index.ts';
import { exfatImage, treeFile, treeOf } from '../../../support/exfatImages.ts';
import { TREE_TIME } from '../../../support/fileTrees.ts';

describe('the up-case table', () => {
  it('has the checksum that §7.2.5.1 publishes for the recommended table, E619D30Dh', () => {
    expect(rotatingChecksum32(0, packUpcaseTable())).toBe(0xe619d30d);
  });
  it('is read back as it was packed, and refused with another checksum', () => {
    expect(unpackUpcaseTable(packUpcaseTable(), 0xe619d30d)).toEqual(RECOMMENDED_UPCASE);
    expect(unpackUpcaseTable(packUpcaseTable(), 0xe619d30e)).toBeNull();
  });
  it('maps the letters of §7.2.5, Table 24, and leaves Chinese characters as they are', () => {
    expect(['a', 'z', '{', 'é'].map((letter) => RECOMMENDED_UPCASE[letter.charCodeAt(0)])).toEqual([
      0x41, 0x5a, 0x7b, 0xc9,
    ]);
    expect(RECOMMENDED_UPCASE['证'.charCodeAt(0)]).toBe('证'.charCodeAt(0));
  });
});

describe('the boot sector', () => {
  it('has the fields of §3.1 at their offsets, and its backup is the same region again', async () => {
    const image = await exfatImage(treeOf(treeFile('a', 'b')));
    expect(image.subarray(0, 11)).toEqual(Buffer.from([0xeb, 0x76, 0x90, ...Buffer.from('EXFAT   ')]));
    expect(image.subarray(11, 64).every((byte) => byte === 0)).toBe(true);
    expect(Number(image.readBigUInt64LE(72)) * 512).toBe(image.length);
    expect(image.readUInt16LE(104)).toBe(0x0100);
    expect(image.readUInt16LE(510)).toBe(0xaa55);
    for (let sector = 1; sector <= 8; sector += 1) expect(image.readUInt32LE(sector * 512 + 508)).toBe(0xaa550000);
    expect(image.subarray(0, 12 * 512)).toEqual(image.subarray(12 * 512, 24 * 512));
  });
});

describe('time stamps', () => {
  it('put 31 December 2107 23:59:59.99, the last moment of §7.4.8, into ff9fbf7d and 199', () => {
    const last = encodeTimestamp({ at: utcMs(Date.UTC(2107, 11, 31, 23, 59, 59, 999)), offsetMinutes: 0 });
    expect(last).toEqual({ timestamp: 0xff9fbf7d, tenMs: 199, utcOffset: 0x80 });
  });
  it('write the offsets of §7.4.10.1, Table 31', () => {
    const offset = (offsetMinutes: number) => encodeTimestamp({ ...TREE_TIME, offsetMinutes }).utcOffset & 0x7f;
    expect([945, 930, 15, 0, -15, -945, -960].map(offset)).toEqual([0x3f, 0x3e, 0x01, 0x00, 0x7f, 0x41, 0x40]);
  });
  it('record UTC when the offset is no quarter of an hour, and keep the moment', () => {
    const time = { at: utcMs(Date.UTC(2026, 1, 3, 4, 5, 6, 780)), offsetMinutes: 337 };
    expect(decodeTimestamp(encodeTimestamp(time))).toEqual({ at: time.at, offsetMinutes: 0 });
  });
  it('are not believed when they name no date', () => {
    expect(decodeTimestamp({ timestamp: 0, tenMs: 0, utcOffset: 0x80 })).toBeNull();
    expect(decodeTimestamp({ timestamp: (46 << 25) | (2 << 21) | (30 << 16), tenMs: 0, utcOffset: 0x80 })).toBeNull();
  });
});

describe('what exFAT cannot hold is refused before anything is written', () => {
  const layout =
    (...paths: string[]) =>
    () =>
      layoutExfat(treeOf(...paths.map((path) => treeFile(path, 'x'))), '');
  it('a name with a forbidden character, of 256 characters, of dots, with a lone surrogate', () => {
    for (const name of ['a:b', 'a?', 'a\u0001', 'a\\b', '..', '.', 'a/', 'ends.', 'ends ', '\ud800']) {
      expect(layout(name)).toThrow('exfat.name-not-allowed');
    }
    expect(layout('x'.repeat(256))).toThrow('exfat.name-too-long');
  });
  it('two names in one folder that differ only in case', () => {
    expect(layout('data/Bericht.PDF', 'data/bericht.pdf')).toThrow('exfat.name-twice');
    expect(layout('data/ÉTÉ', 'data/été')).toThrow('exfat.name-twice');
    expect(layout('data', 'DATA/x')).toThrow('exfat.name-twice');
  });
  it('a label of twelve characters', () => {
    expect(() => layoutExfat(treeOf(), '一二三四五六七八九十百千')).toThrow('exfat.label-not-allowed');
  });
  it('more than the space that is given', () => {
    const tree = treeOf(treeFile('a', Buffer.alloc(3 << 20)));
    expect(() => layoutExfat(tree, '', { sizeBytes: 2 << 20 })).toThrow('exfat.no-room');
  });
  it('a file that is longer or shorter than it was said to be', async () => {
    const lying = { ...treeFile('a', 'twelve bytes'), sizeBytes: 11 };
    await expect(exfatImage(treeOf(lying))).rejects.toThrow('exfat.size-differs');
    await expect(exfatImage(treeOf({ ...lying, sizeBytes: 13 }))).rejects.toThrow('exfat.size-differs');
  });
});
