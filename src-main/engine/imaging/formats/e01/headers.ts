/**
 * What is known about the acquisition, as the `header2` (UTF-16) and `header` (ASCII) sections carry it: categories of
 * tab-separated identifiers and values, compressed with zlib. docs/formats/e01.md §3.1, §3.2.
 */
import { deflateSync, inflateSync } from 'node:zlib';
import type { ImageMetadata } from '../imageFormat.ts';

/** EnCase 5 to 7: the order of identifiers in `header2`. */
export function encodeHeader2(metadata: ImageMetadata): Uint8Array {
  const seconds = String(Math.floor(metadata.acquiredAt / 1000));
  const main: [string, string][] = [
    ['a', metadata.description],
    ['c', metadata.caseNumber],
    ['n', metadata.evidenceNumber],
    ['e', metadata.examiner],
    ['t', metadata.notes],
    ['md', metadata.model],
    ['sn', metadata.serial],
    ['av', metadata.software],
    ['ov', metadata.operatingSystem],
    ['m', seconds],
    ['u', seconds],
    ['p', '0'],
    ['dc', ''],
  ];
  const lines = [
    '3',
    'main',
    main.map(([identifier]) => identifier).join('\t'),
    main.map(([, value]) => oneField(value)).join('\t'),
    '',
    ...['srce', '0\t1', 'p\tn\tid\tev\ttb\tlo\tpo\tah\tgu\taq', '0\t0', '\t\t\t\t\t-1\t-1\t\t\t', ''],
    ...['sub', '0\t1', 'p\tn\tid\tnu\tco\tgu', '0\t0', '\t\t\t\t1\t', ''],
  ];
  const text = `\ufeff${lines.join('\n')}\n`;
  return deflateSync(Buffer.from(text, 'utf16le'));
}

/** What older tools read: ASCII, with a question mark for every character beyond it. */
export function encodeHeader(metadata: ImageMetadata): Uint8Array {
  const time = spacedTime(metadata.acquiredAt);
  const main: [string, string][] = [
    ['c', metadata.caseNumber],
    ['n', metadata.evidenceNumber],
    ['a', metadata.description],
    ['e', metadata.examiner],
    ['t', metadata.notes],
    ['av', metadata.software],
    ['ov', metadata.operatingSystem],
    ['m', time],
    ['u', time],
    ['p', '0'],
  ];
  const lines = [
    '1',
    'main',
    main.map(([identifier]) => identifier).join('\t'),
    main.map(([, value]) => oneField(value).replace(/[^\u0020-\u007e]/gu, '?')).join('\t'),
    '',
  ];
  return deflateSync(Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1'));
}

/** Reads either section. Null when it is not a zlib stream of such a text. */
export function decodeHeader(content: Uint8Array): Partial<ImageMetadata> | null {
  const text = inflateText(content);
  if (text === null) return null;
  const lines = text.split(/\r\n|\r|\n/);
  const main = lines.indexOf('main');
  const identifiers = lines[main + 1]?.split('\t');
  const values = lines[main + 2]?.split('\t');
  if (main < 0 || identifiers === undefined || values === undefined) return null;
  const value = (identifier: string): string => values[identifiers.indexOf(identifier)] ?? '';
  const acquiredAt = parseTime(value('m'));
  return {
    description: value('a'),
    caseNumber: value('c'),
    evidenceNumber: value('n'),
    examiner: value('e'),
    notes: value('t'),
    model: value('md'),
    serial: value('sn'),
    software: value('av'),
    operatingSystem: value('ov'),
    ...(acquiredAt === null ? {} : { acquiredAt }),
  };
}

/** A header is a few hundred bytes; this bounds what a hostile one can unfold to. */
const MOST_TEXT_BYTES = 16 << 20;

function inflateText(content: Uint8Array): string | null {
  let plain: Buffer;
  try {
    plain = inflateSync(content, { maxOutputLength: MOST_TEXT_BYTES });
  } catch {
    return null;
  }
  if (plain[0] === 0xff && plain[1] === 0xfe) return plain.subarray(2).toString('utf16le');
  if (plain[0] === 0xfe && plain[1] === 0xff) return Buffer.from(plain.subarray(2)).swap16().toString('utf16le');
  return new TextDecoder('windows-1252').decode(plain);
}

/** Tabs and line breaks separate fields: within one they become spaces. */
function oneField(value: string): string {
  return value.replace(/[\t\r\n]+/g, ' ');
}

/** `2026 11 24 9 5 0`, which readers take as local time; written in the zone of this machine. */
function spacedTime(atMs: number): string {
  const at = new Date(atMs);
  const parts = [at.getFullYear(), at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes(), at.getSeconds()];
  return parts.join(' ');
}

/** Seconds since 1970 in `header2`, a local date in `header`. */
function parseTime(value: string): number | null {
  if (/^\d{1,10}$/.test(value)) return Number(value) * 1000;
  const parts = value.split(' ').map(Number);
  if (parts.length !== 6 || parts.some((part) => !Number.isInteger(part))) return null;
  const [year, month, day, hour, minute, second] = parts as [number, number, number, number, number, number];
  return new Date(year, month - 1, day, hour, minute, second).getTime();
}
