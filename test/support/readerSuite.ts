/** What every reader promises, tested the same way for each: a new reader is one call and its fixtures. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rangeOf, type SourceFile } from '../../src-main/engine/intake/source/sourceFile.ts';
import type { FormatId } from '../../src-preload/contract/sourceWords.ts';
import { memoryFile, type Outcome, readFile } from './intakeFiles.ts';

export interface ReaderFixture {
  readonly name: string;
  readonly file: string;
  readonly bytes: Buffer;
  readonly records: number;
  /** Lie beside it. */
  readonly others?: Readonly<Record<string, Buffer>>;
}

export interface ReaderCase {
  readonly format: FormatId;
  readonly fixtures: readonly ReaderFixture[];
  /** The first fixture's content with so many records more; absent for formats that are held whole. */
  readonly grown?: (records: number) => Buffer;
}

/** Files that are of no chat format at all. */
const DECOYS: Readonly<Record<string, string | Buffer>> = {
  'empty.txt': '',
  'prose.txt': '这是一篇普通的文章。\n没有任何聊天记录。\n2024 年的总结：一切顺利。\n',
  'settings.json': '{"compilerOptions":{"strict":true,"target":"es2023"},"include":["src"]}',
  'numbers.json': '[1,2,3]',
  'prices.csv': '名称,价格\n苹果,3.5\n梨,2.8\n',
  'noise.bin': Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919 + 13) % 256)),
  'page.html': '<!doctype html><html><body>2024-01-01 12:00:00 张三(10001)</body></html>',
};
const SEED = 20261124;

export function readerSuite({ format, fixtures, grown }: ReaderCase): void {
  describe(`every promise of a reader, kept by ${format}`, () => {
    it.each(Object.entries(DECOYS))('does not take %s for its own', async (name, content) => {
      const { part } = await readFile(memoryFile(name, Buffer.from(content)));
      expect(part?.reader.id).not.toBe(format);
    });

    for (const fixture of fixtures) {
      describe(fixture.name, () => {
        it('is recognised by its content', async () => {
          const { part, messages } = await read(fixture, fixture.bytes);
          expect(part?.reader.id).toBe(format);
          expect(messages).toHaveLength(fixture.records);
        });

        it('gives for each record a place whose bytes, read again, are the record', async () => {
          const { entries } = await read(fixture, fixture.bytes);
          for (const { place, raw } of entries) {
            expect(raw.length).toBe(place.length);
            // Places inside archives are read again by the archive's own tests.
            if (place.part.member !== null) continue;
            const file = [fileOf(fixture, fixture.bytes), ...othersOf(fixture)].find(
              ({ path }) => path === place.part.file,
            );
            const again = await rangeOf(file as SourceFile, place.offset, place.length);
            expect(again?.equals(raw)).toBe(true);
          }
        });

        it('reads the same whatever pieces the file comes in', async () => {
          const whole = await read(fixture, fixture.bytes);
          for (const pieceBytes of [3, 61, 1000]) {
            const pieces = await read(fixture, fixture.bytes, pieceBytes);
            expect(pieces.messages).toEqual(whole.messages);
            expect(pieces.warnings).toEqual(whole.warnings);
          }
        });

        it('does not fail on a file cut anywhere, and reads what stands before the cut', async () => {
          const whole = await read(fixture, fixture.bytes);
          const step = Math.max(1, Math.floor(fixture.bytes.length / 40));
          for (let cut = 0; cut < fixture.bytes.length; cut += step) {
            const short = await read(fixture, fixture.bytes.subarray(0, cut));
            if (short.part?.reader.id !== format) continue;
            expect(short.messages.length).toBeLessThanOrEqual(whole.messages.length);
            for (const { lost, part } of short.warnings) expect(lost ? part.file : '').toEqual(expect.any(String));
          }
        });

        it('does not fail on damaged bytes, and places what it loses', async () => {
          const damage = fc.array(fc.tuple(fc.nat({ max: fixture.bytes.length - 1 }), fc.nat({ max: 255 })), {
            minLength: 1,
            maxLength: 8,
          });
          await fc.assert(
            fc.asyncProperty(damage, async (flips) => {
              const bytes = Buffer.from(fixture.bytes);
              for (const [at, byte] of flips) bytes[at] = byte;
              const { warnings, entries } = await read(fixture, bytes);
              for (const warning of warnings) expect(warning.offset ?? 0).toBeGreaterThanOrEqual(0);
              for (const { place, raw } of entries) expect(raw.length).toBe(place.length);
            }),
            { seed: SEED, numRuns: 40 },
          );
        });
      });
    }

    if (grown) {
      it('reads no more than two buffers ahead of the record it gives', async () => {
        const [first] = fixtures;
        let records = 30_000;
        let bytes = grown(records);
        while (bytes.length < 3 << 20) {
          records *= 2;
          bytes = grown(records);
        }
        let delivered = 0;
        let furthest = 0;
        const plain = memoryFile(first?.file ?? '', bytes);
        const counted: SourceFile = {
          ...plain,
          async *chunks(from = 0) {
            delivered = from;
            for await (const chunk of plain.chunks(from)) {
              delivered += chunk.length;
              yield chunk;
            }
          },
        };
        const { messages } = await readFile(counted, {}, [], ({ place }) => {
          furthest = Math.max(furthest, delivered - place.offset - place.length);
        });
        expect(messages.length).toBeGreaterThanOrEqual(records);
        expect(furthest).toBeLessThanOrEqual(2 << 20);
      });
    }
  });
}

function fileOf({ file }: ReaderFixture, bytes: Buffer, pieceBytes?: number): SourceFile {
  return memoryFile(file, bytes, pieceBytes);
}

function othersOf({ others }: ReaderFixture): readonly SourceFile[] {
  return Object.entries(others ?? {}).map(([path, bytes]) => memoryFile(path, bytes));
}

function read(fixture: ReaderFixture, bytes: Buffer, pieceBytes?: number): Promise<Outcome> {
  return readFile(fileOf(fixture, bytes, pieceBytes), {}, othersOf(fixture));
}
