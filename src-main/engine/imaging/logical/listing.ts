/** The line that is kept of every entry: names as text and, where they are none, as bytes; times to the nanosecond. */
import type { Entry } from './walk.ts';

export function listing({ path, kind, status, target }: Entry) {
  return {
    ...named('path', path),
    kind,
    ...(target === null ? {} : named('target', target)),
    ...(status === null
      ? {}
      : {
          sizeBytes: Number(status.size),
          // Blocks of 512 bytes (stat(2)): fewer than its size needs mean holes.
          sparse: kind === 'file' && status.blocks * 512n < status.size,
          mode: (Number(status.mode) & 0o7777).toString(8),
          owner: Number(status.uid),
          group: Number(status.gid),
          links: Number(status.nlink),
          modifiedAt: isoTime(status.mtimeNs),
          accessedAt: isoTime(status.atimeNs),
          changedAt: isoTime(status.ctimeNs),
          // 0 where the file system keeps no time of creation.
          createdAt: status.birthtimeNs === 0n ? null : isoTime(status.birthtimeNs),
        }),
  };
}

/** `path` as text, and `pathHex` when the bytes are no UTF-8. */
function named(key: 'path' | 'target', bytes: Buffer): Readonly<Record<string, string>> {
  return isText(bytes)
    ? { [key]: bytes.toString() }
    : { [key]: bytes.toString(), [`${key}Hex`]: bytes.toString('hex') };
}

function isText(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString('utf8')).equals(bytes);
}

const NANO = 1_000_000_000n;

function isoTime(nanoseconds: bigint): string {
  const fraction = ((nanoseconds % NANO) + NANO) % NANO;
  const seconds = (nanoseconds - fraction) / NANO;
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}.${String(fraction).padStart(9, '0')}Z`;
}

/** The file systems of destinations take names of this many bytes (NAME_MAX); a path much longer than this is refused. */
const LONGEST_NAME_BYTES = 255;
const LONGEST_PATH_BYTES = 2048;

/**
 * Gives each file its path within `data/`: its own name where that can be one, else a number under `unnameable/`; the
 * list of entries says which is which.
 */
export function payloadNames(): (path: Buffer) => string {
  let unnameable = 0;
  return (path) => {
    const text = path.toString('utf8');
    const long =
      path.length > LONGEST_PATH_BYTES || text.split('/').some((name) => Buffer.byteLength(name) > LONGEST_NAME_BYTES);
    const taken = text === 'unnameable' || text.startsWith('unnameable/');
    return isText(path) && !long && !taken ? text : `unnameable/${++unnameable}`;
  };
}
