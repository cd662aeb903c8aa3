/**
 * The mail around an RSMF file (RFC 5322, RFC 2045): headers `X-RSMF-…` and one attachment, `rsmf.zip`, in base64. Only as
 * much of MIME as that needs.
 */
export interface RsmfEnvelope {
  /** Lower-case names. */
  readonly headers: ReadonlyMap<string, string>;
  /** The archive; null when the mail has none. */
  readonly archive: Buffer | null;
}

const MOST_HEADER_CHARS = 1 << 16;

export function openEnvelope(mail: Buffer): RsmfEnvelope {
  const { headers, bodyAt } = headerBlock(mail, 0);
  const boundary = /boundary="?([^";\r\n]+)"?/i.exec(headers.get('content-type') ?? '')?.[1];
  if (boundary === undefined) return { headers, archive: attachmentIn(headers, mail.subarray(bodyAt)) };
  const mark = `--${boundary}`;
  for (let at = mail.indexOf(mark, bodyAt); at >= 0; ) {
    const partAt = mail.indexOf('\n', at) + 1;
    const next = mail.indexOf(mark, partAt);
    if (partAt === 0) break;
    const end = next < 0 ? mail.length : next;
    const part = headerBlock(mail, partAt);
    const archive = attachmentIn(part.headers, mail.subarray(part.bodyAt, end));
    if (archive !== null) return { headers, archive };
    at = next;
  }
  return { headers, archive: null };
}

function headerBlock(
  mail: Buffer,
  from: number,
): { readonly headers: ReadonlyMap<string, string>; readonly bodyAt: number } {
  const text = mail.toString('utf8', from, Math.min(mail.length, from + MOST_HEADER_CHARS));
  const end = /\r?\n\r?\n/.exec(text);
  const block = end ? text.slice(0, end.index) : text;
  const headers = new Map<string, string>();
  // A line that begins with white space goes on with the one before it.
  for (const line of block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  const bodyAt = from + (end ? Buffer.byteLength(text.slice(0, end.index + end[0].length)) : text.length);
  return { headers, bodyAt };
}

function attachmentIn(headers: ReadonlyMap<string, string>, body: Buffer): Buffer | null {
  const described = `${headers.get('content-disposition') ?? ''} ${headers.get('content-type') ?? ''}`;
  if (!/(?:file)?name="?[^";]*\.zip"?|application\/(?:x-)?zip/i.test(described)) return null;
  const base64 = /base64/i.test(headers.get('content-transfer-encoding') ?? '');
  return base64 ? Buffer.from(body.toString('latin1'), 'base64') : body;
}
