/** Names of archive members: decoded by what is known of them, and refused where they would lead out of the archive. */
import { isUtf8 } from 'node:buffer';

const UTF8_FLAG = 0x800;

/**
 * ZIP's own encodings are CP437 and UTF-8 (APPNOTE D.1), but Windows in Chinese writes GBK without saying so. `fallback`
 * gives the name as the standard reads it.
 */
export function decodeMemberName(raw: Buffer, flags: number, fallback: () => string): string {
  if ((flags & UTF8_FLAG) !== 0 || isAscii(raw)) return fallback();
  if (isUtf8(raw)) return raw.toString('utf8');
  const gbk = decodeStrictly(raw, 'gb18030');
  if (gbk !== null && isMostlyHan(gbk)) return gbk;
  return fallback();
}

function isAscii(raw: Buffer): boolean {
  return raw.every((byte) => byte < 0x80);
}

function decodeStrictly(raw: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(raw);
  } catch {
    return null;
  }
}

function isMostlyHan(text: string): boolean {
  const beyondAscii = [...text].filter((char) => char > '\u007f');
  const han = beyondAscii.filter((char) => /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(char));
  return han.length * 10 >= beyondAscii.length * 9;
}

/** With `/` between folders; null when the name is absolute, has a drive, climbs with `..`, or holds a NUL. */
export function safeMemberName(name: string): string | null {
  const path = name.replaceAll('\\', '/');
  if (path === '' || path.startsWith('/') || /^[A-Za-z]:/.test(path) || path.includes('\u0000')) return null;
  const steps = path.split('/').filter((step) => step !== '.' && step !== '');
  return steps.includes('..') ? null : steps.join('/');
}
