/** What is to be written: a tree of files whose sizes are known before the first byte, so that a layout can be fixed. */
import type { Sha256Hex, UtcMs } from '../../lib/index.ts';

export interface FileTree {
  readonly files: readonly TreeFile[];
  /** Only folders that are empty or carry a time of their own; every folder on a file's path exists anyway. */
  readonly folders: readonly TreeFolder[];
  /** Given to folders that are not in `folders`. */
  readonly madeAt: TreeTime;
}

export interface TreeFile {
  /** From the root, parts separated by '/', without a leading one: `data/images/手机.E01`. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedAt: TreeTime;
  /** What the content must hash to; other content stops the writing (`volume.source-changed`). */
  readonly sha256?: Sha256Hex;
  /** The content from its first byte, exactly `sizeBytes` long; opened once. Buffers are copied before the next is asked for. */
  open(): AsyncIterable<Uint8Array>;
}

export interface TreeFolder {
  readonly path: string;
  readonly modifiedAt: TreeTime;
}

export interface TreeTime {
  readonly at: UtcMs;
  /** Zone to show the time in, minutes east of UTC, a multiple of 15 (+480 for Beijing). */
  readonly offsetMinutes: number;
}
