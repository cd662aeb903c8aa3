/** The text files of a bag: their encoding, `bagit.txt` (RFC 8493 §2.1.1) and the elements of `bag-info.txt` (§2.2.2). */

export interface Declaration {
  readonly version: string;
  readonly encoding: string;
}

/** Versions whose rules are known here; the earlier ones differ in details of the manifests. */
const VERSIONS: readonly string[] = ['0.93', '0.94', '0.95', '0.96', '0.97', '1.0'];

/** Null for anything but the two lines in their order, UTF-8 without a byte order mark. */
export function parseDeclaration(content: Uint8Array): Declaration | null {
  const text = decodeText(content, 'utf-8');
  if (text === null || text.startsWith('\ufeff')) return null;
  const match =
    /^BagIt-Version: (\d+\.\d+)[ \t]*(?:\r\n|\n|\r)Tag-File-Character-Encoding: ([\w-]+)[ \t]*(?:\r\n|\n|\r)?$/.exec(
      text,
    );
  return match?.[1] && match[2] ? { version: match[1], encoding: match[2] } : null;
}

export function isKnownVersion(version: string): boolean {
  return VERSIONS.includes(version);
}

/** Since 1.0 every payload manifest lists every payload file, and the percent sign itself is encoded. */
export function isVersion1(version: string): boolean {
  return version === '1.0';
}

/** Null when the bytes are not in that encoding, or the encoding is unknown. Keeps a byte order mark of UTF-8 as text. */
export function decodeText(content: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(labelFor(content, encoding), { fatal: true, ignoreBOM: isUtf8(encoding) }).decode(content);
  } catch {
    return null;
  }
}

/** `UTF-16` alone leaves the byte order to the mark (RFC 2781 §3.3, big endian without one). */
function labelFor(content: Uint8Array, encoding: string): string {
  if (encoding.toUpperCase() !== 'UTF-16') return encoding;
  return content[0] === 0xff && content[1] === 0xfe ? 'utf-16le' : 'utf-16be';
}

function isUtf8(encoding: string): boolean {
  return /^utf-?8$/i.test(encoding);
}

/** `Payload-Oxum: octets.streams`, or null when there is none that can be read. */
export function payloadOxum(bagInformation: string): { octets: number; streams: number } | null {
  const match = /^payload-oxum[ \t]*:[ \t]*(\d{1,15})\.(\d{1,15})[ \t]*\r?$/im.exec(bagInformation);
  return match ? { octets: Number(match[1]), streams: Number(match[2]) } : null;
}
