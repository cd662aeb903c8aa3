/** JSON: what is refused, what is kept, and where each record stands. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  JsonNumber,
  JsonSyntaxError,
  parseCarefully,
  parseJson,
} from '../../../src-main/engine/intake/json/lossless.ts';
import { jsonPath } from '../../../src-main/engine/intake/json/paths.ts';
import { JsonSplitter } from '../../../src-main/engine/intake/json/splitter.ts';
import { openSource } from '../../../src-main/engine/intake/source/openSource.ts';
import { heldWhole } from '../../../src-main/engine/intake/source/sourceFile.ts';
import { decoderOf } from '../../../src-main/engine/intake/text/encodings.ts';
import { hasSharedData, sharedData } from '../../support/sharedData.ts';

const decode = decoderOf('utf-8');
const SEED = 20261124;

/** As the runtime's own parser would have given it. */
function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, inner: unknown) => (inner instanceof JsonNumber ? Number(inner.text) : inner)),
  );
}

interface Split {
  readonly records: readonly (readonly [number, number])[];
  readonly faults: readonly string[];
  readonly frames: readonly unknown[];
}

function split(bytes: Buffer, paths: readonly string[], pieceBytes = bytes.length || 1, trailBytes = false): Split {
  const records: [number, number][] = [];
  const faults: string[] = [];
  const frames: unknown[] = [];
  const splitter = new JsonSplitter(trailBytes ? decoderOf('gb18030') : decode, trailBytes, {
    paths: paths.map(jsonPath),
    record: (_path, _bytes, start, end, at) => records.push([at, end - start]),
    scopeEnd: (scope) => frames.push(scope.frame()),
    fault: (fault) => faults.push(fault),
  });
  let window: Buffer = Buffer.alloc(0);
  let at = 0;
  for (let i = 0; i < bytes.length; i += pieceBytes) {
    window = Buffer.concat([window, bytes.subarray(i, i + pieceBytes)]);
    const taken = splitter.cut(window, at, false);
    at += taken;
    window = window.subarray(taken);
  }
  splitter.cut(window, at, true);
  return { records, faults, frames };
}

describe.runIf(hasSharedData('malformed/json'))('the JSON torture suite (RFC 8259)', async () => {
  const { files } = await openSource(sharedData('malformed/json/JSONTestSuite_dev.tar.gz'), () => {});
  const cases = files.filter(({ path }) => /(?:^|\/)[yni]_[^/]+\.json$/.test(path));

  it.each(cases.map((file) => [file.path.split('/').at(-1) ?? '', file] as const))('%s', async (name, file) => {
    const bytes = (await heldWhole(file)) ?? Buffer.alloc(0);
    const text = bytes.toString('utf8').replace(/^\ufeff/, '');
    const accepted = [parseJson, parseCarefully].map((parse) => {
      try {
        parse(text);
        return true;
      } catch (error) {
        // Whatever the input, only this error: no crash, no overflow of the stack.
        expect(error).toBeInstanceOf(JsonSyntaxError);
        return false;
      }
    });
    const streamed = split(bytes, []).faults.length === 0;
    if (name.startsWith('y_')) expect([...accepted, streamed]).toEqual([true, true, true]);
    if (name.startsWith('n_')) expect([...accepted, streamed]).toEqual([false, false, false]);
  });
});

describe('numbers', () => {
  it('a number that a double would change keeps its text', () => {
    const value = parseJson('{"id":11101571002822706744,"x":116.586285899,"e":1e400,"n":-0,"small":42}') as Record<
      string,
      unknown
    >;
    expect(value.id).toEqual(new JsonNumber('11101571002822706744'));
    expect(value.x).toEqual(new JsonNumber('116.586285899'));
    expect(value.e).toEqual(new JsonNumber('1e400'));
    expect(value.n).toEqual(new JsonNumber('-0'));
    expect(value.small).toBe(42);
  });

  it('both parsers give the same for every document', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        expect(plain(parseCarefully(text))).toEqual(plain(JSON.parse(text)));
        expect(plain(parseJson(text))).toEqual(plain(JSON.parse(text)));
      }),
      { seed: SEED },
    );
  });

  it('both parsers refuse the same texts', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"a"',
      '"',
      '1',
      '-',
      '01',
      '1.',
      'e5',
      'true',
      'nul',
      ' ',
      '\n',
      '\\',
      '\u0001',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const refuses = (parse: (text: string) => unknown): boolean => {
          try {
            parse(text);
            return false;
          } catch {
            return true;
          }
        };
        expect(refuses(parseCarefully)).toBe(refuses(JSON.parse));
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it('nesting beyond the limit is an error, not an overflow', () => {
    const deep = `${'['.repeat(100_000)}1.5${']'.repeat(100_000)}`;
    expect(() => parseJson(deep)).toThrow(JsonSyntaxError);
    expect(split(Buffer.from(`[${deep}]`), ['[]']).faults).toEqual(['json-too-deep']);
  });
});

describe('records of a document', () => {
  it('each stands exactly where its place says, whatever pieces the file comes in', () => {
    const documents = fc.record({
      head: fc.jsonValue(),
      messages: fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 8 }),
      tail: fc.jsonValue(),
    });
    fc.assert(
      fc.property(documents, fc.constantFrom(0, 2), fc.integer({ min: 3, max: 50 }), (document, indent, pieceBytes) => {
        const bytes = Buffer.from(JSON.stringify(document, null, indent));
        const { records, faults, frames } = split(bytes, ['messages[]'], pieceBytes);
        expect(faults).toEqual([]);
        expect(records.map(([at, length]): unknown => JSON.parse(bytes.toString('utf8', at, at + length)))).toEqual(
          JSON.parse(JSON.stringify(document.messages)),
        );
        expect(plain(frames[0])).toEqual(JSON.parse(JSON.stringify({ ...document, messages: [] })));
      }),
      { seed: SEED },
    );
  });

  it('a document that breaks off gives the records before, and says from where it is lost', () => {
    const bytes = Buffer.from('{"messages":[{"a":1},{"a":2},{"a"');
    const { records, faults } = split(bytes, ['messages[]']);
    expect(records).toEqual([
      [13, 7],
      [21, 7],
    ]);
    expect(faults).toEqual(['document-cut']);
  });

  it('in GBK a second byte that looks like a backslash is none', () => {
    // 「乗」 is 0x81 0x5C in GBK.
    const bytes = Buffer.concat([
      Buffer.from('{"messages":[{"t":"'),
      Buffer.from([0x81, 0x5c]),
      Buffer.from('"},{"t":"b"}]}'),
    ]);
    expect(split(bytes, ['messages[]'], 4, true).records).toHaveLength(2);
  });

  it('maps of conversations and lists inside lists are found by their paths', () => {
    const bytes = Buffer.from('{"c1":{"messages":[1,2]},"c2":{"messages":[3]}}');
    expect(split(bytes, ['*.messages[]']).records).toHaveLength(3);
    expect(split(Buffer.from('[{"messages":[1]},{"messages":[2,3]}]'), ['[].messages[]']).records).toHaveLength(3);
  });
});
