/** What reading a volume finds: its folders and files, and its damage. */
import type { TreeTime } from '../tree.ts';
import type { Allocation } from './directoryEntry.ts';
import type { Geometry } from './geometry.ts';

export interface ExfatFinding {
  /** Has a message `error.<code>`. */
  readonly code: string;
  readonly details: Readonly<Record<string, string | number>>;
}

export interface ExfatEntry {
  /** From the root, parts separated by '/'. */
  readonly path: string;
  readonly isFolder: boolean;
  /** Of the content; 0 for a folder. */
  readonly sizeBytes: number;
  /** Beyond them a file reads as zeros (§7.6.5). */
  readonly validBytes: number;
  /** Null when the stamp names no date. */
  readonly modifiedAt: TreeTime | null;
  readonly allocation: Allocation;
}

export interface ExfatVolume {
  readonly geometry: Geometry;
  readonly label: string;
  /** Every folder and file, a folder before what is in it. */
  readonly entries: readonly ExfatEntry[];
  /** Where they lie; null when the root directory has none. */
  readonly bitmap: Allocation | null;
  readonly upcaseTable: Allocation | null;
  readonly findings: readonly ExfatFinding[];
}
