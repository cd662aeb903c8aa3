/** Encodings: which one a file is in, where it is damaged, and where its characters stand. */
import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstBrokenByte, scanUtf8 } from '../../../src-main/engine/intake/text/brokenBytes.ts';
import { detectEncoding } from '../../../src-main/engine/intake/text/detectEncoding.ts';
import { decoderOf } from '../../../src-main/engine/intake/text/encodings.ts';
import { memoryFile, readFile } from '../../support/intakeFiles.ts';
import { hasSharedData, sharedData } from '../../support/sharedData.ts';

const SEED = 20261124;
const found = (bytes: Buffer, pieceBytes?: number) => detectEncoding(memoryFile('x', bytes, pieceBytes));

/** Published files: the encoding each is in, and how many characters it then has. */
const FILES: readonly (readonly [string, string, number])[] = [
  ['enca_zh-s.gbk', 'gb18030', 115],
  ['enca_zh-s.big5', 'big5', 115],
  ['enca_zh-s.hz', 'hz', 115],
  ['enca_zh-s.utf8', 'utf-8', 115],
  ['toyhom_neike.txt', 'gb18030', 889_265],
  ['uchardet_ja_euc-jp.txt', 'euc-jp', 207],
  ['uchardet_ja_iso-2022-jp.txt', 'iso-2022-jp', 351],
  ['uchardet_ja_utf-16be.txt', 'utf-16be', 708],
  ['uchardet_ja_utf-16le.txt', 'utf-16le', 708],
  ['uchardet_ko_iso-2022-kr.txt', 'iso-2022-kr', 215],
  ['uchardet_ko_uhc.smi', 'euc-kr', 712],
  ['uchardet_ko_utf-32.be', 'utf-32be', 187],
  ['uchardet_ko_utf-8.txt', 'utf-8', 501],
  ['uchardet_ru_ibm866.txt', 'ibm866', 680],
  ['uchardet_ru_koi8-r.txt', 'koi8-r', 352],
  ['uchardet_ru_mac-cyrillic.txt', 'x-mac-cyrillic', 491],
  ['uchardet_zh_big5.txt', 'big5', 68],
  ['uchardet_zh_utf-8.txt', 'utf-8', 12],
];

describe.runIf(hasSharedData('malformed/encodings'))('published texts in many encodings', () => {
  it.each(FILES)('%s is in %s', async (name, encoding, characters) => {
    const bytes = readFileSync(sharedData(`malformed/encodings/${name}`));
    const finding = await found(bytes);
    expect(finding.encoding).toBe(encoding);
    const text = decoderOf(finding.encoding)(bytes, finding.markBytes, bytes.length);
    expect([...text]).toHaveLength(characters);
  });

  it('the same poem in GBK, HZ and UTF-8 is one text', () => {
    const texts = (['gbk gb18030', 'hz hz', 'utf8 utf-8'] as const).map((pair) => {
      const [suffix, encoding] = pair.split(' ') as [string, 'gb18030' | 'hz' | 'utf-8'];
      const bytes = readFileSync(sharedData(`malformed/encodings/enca_zh-s.${suffix}`));
      return decoderOf(encoding)(bytes, 0, bytes.length);
    });
    expect(new Set(texts).size).toBe(1);
  });

  it('an encoding that cannot be told for sure is called a guess', async () => {
    const bytes = readFileSync(sharedData('malformed/encodings/uchardet_ru_ibm855.txt'));
    expect((await found(bytes)).certainty).toBe('guess');
  });
});

describe('encodings', () => {
  it('whether bytes are UTF-8 is decided as the runtime decides it, and the first wrong byte is found', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (array) => {
        const bytes = Buffer.from(array);
        const { invalid, unfinished, firstInvalid } = scanUtf8(bytes);
        expect(invalid === 0 && unfinished === 0).toBe(isUtf8(bytes));
        if (firstInvalid >= 0) {
          expect(isUtf8(bytes.subarray(0, firstInvalid))).toBe(true);
          expect(isUtf8(bytes.subarray(0, firstInvalid + 1))).toBe(false);
        }
      }),
      { seed: SEED, numRuns: 5000 },
    );
  });

  it('is found the same whatever pieces the file comes in', async () => {
    const text = '客户投诉：辱骂。😀'.repeat(50);
    for (const pieceBytes of [1, 2, 3, 5, 1000]) {
      expect(await found(Buffer.from(text), pieceBytes)).toMatchObject({
        encoding: 'utf-8',
        certainty: 'certain',
        reason: 'utf8',
      });
    }
  });

  it('UTF-8 with a few broken bytes stays UTF-8, and says where the first one is', async () => {
    const bytes = Buffer.from('客户投诉'.repeat(100));
    bytes[300] = 0xff;
    expect(await found(bytes)).toMatchObject({ encoding: 'utf-8', reason: 'utf8-damaged', brokenAt: 300 });
  });

  it.each(['utf-16le', 'utf-16be'] as const)(
    'a table in %s gives rows whose places are bytes of the file',
    async (encoding) => {
      const text = 'time,sender,message\n2024-05-01 10:00:00,张三,你好😀吗\n2024-05-01 10:01:00,李四,好\n';
      const wide = Buffer.from(`\ufeff${text}`, 'utf16le');
      const bytes = encoding === 'utf-16le' ? wide : wide.swap16();
      for (const pieceBytes of [3, 1 << 20]) {
        const { entries, messages } = await readFile(memoryFile('x.csv', bytes, pieceBytes));
        expect(messages.map((message) => message.text)).toEqual(['你好😀吗', '好']);
        expect(decoderOf(encoding)(entries[0]?.raw as Buffer, 0, entries[0]?.raw.length ?? 0)).toBe(
          '2024-05-01 10:00:00,张三,你好😀吗',
        );
        const { offset, length } = entries[1]?.place ?? { offset: 0, length: 0 };
        expect(decoderOf(encoding)(bytes, offset, offset + length)).toBe('2024-05-01 10:01:00,李四,好');
      }
    },
  );

  it('a broken byte inside a record is reported where it stands, and the record is kept', async () => {
    const bytes = Buffer.from(
      `time,sender,message\n2024-05-01 10:00:00,张三,你好吗\n${'2024-05-01 10:00:01,李四,好的好的\n'.repeat(30)}`,
    );
    const at = bytes.indexOf('吗') + 1;
    bytes[at] = 0x20;
    const { warnings, messages } = await readFile(memoryFile('x.csv', bytes));
    expect(messages).toHaveLength(31);
    expect(warnings.filter(({ code }) => code === 'bytes-broken').map(({ offset }) => offset)).toEqual([at - 1]);
  });

  it('what a person says of the encoding counts, and is recorded', async () => {
    const bytes = Buffer.concat([
      Buffer.from('time,sender,message\n2024-05-01 10:00:00,A,'),
      Buffer.from([0xe9]),
      Buffer.from('\n'),
    ]);
    const { messages, assumptions } = await readFile(memoryFile('x.csv', bytes), { encoding: 'windows-1252' });
    expect(messages[0]?.text).toBe('é');
    expect(assumptions).toContainEqual(
      expect.objectContaining({ about: 'encoding', value: 'windows-1252', by: 'person' }),
    );
  });

  it('the first byte that GB18030 cannot have is found', () => {
    expect(firstBrokenByte(Buffer.from([0x41, 0xc4, 0xe3, 0xff, 0x41]), 'gb18030')).toBe(3);
  });
});
