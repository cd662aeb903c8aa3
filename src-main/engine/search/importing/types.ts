/** What the importing worker is told, and what it tells. */
import type { CheckOutcome, ReadOptions } from '../../intake/index.ts';
import type { ToldError } from '../../lib/index.ts';

export interface ImportOrder {
  readonly storePath: string;
  readonly key: Uint8Array;
  /** See `configureSqlite`. */
  readonly nativeBinding: string | null;
  readonly sourcePath: string;
  readonly name: string;
  readonly options: Omit<ReadOptions, 'signal'>;
  readonly originals: readonly Original[];
  readonly importedAt: number;
  readonly importedBy: string;
}

/** A file as it was handed over, kept in the vault under its hash. */
export interface Original {
  /** Relative to what was handed over, with `/`. */
  readonly file: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

export interface ImportedSource {
  readonly file: string;
  readonly member: string | null;
  readonly format: string;
  readonly records: number;
  readonly conversations: number;
  readonly people: number;
  /** UTC milliseconds; null when every record is undated. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly merkleRoot: string;
  readonly assumptions: readonly unknown[];
  readonly declarations: readonly unknown[];
  /** The completeness certificate. */
  readonly completeness: readonly CheckOutcome[];
}

export interface ImportReport {
  readonly intakeId: number;
  readonly sources: readonly ImportedSource[];
  readonly warnings: readonly unknown[];
  /** All warnings; `warnings` holds the first thousand. */
  readonly warningCount: number;
}

export type ImportMessage =
  | { readonly kind: 'progress'; readonly records: number; readonly warnings: number; readonly bytesDone: number }
  | { readonly kind: 'indexing' }
  | { readonly kind: 'done'; readonly report: ImportReport }
  /** `error` null: it stopped because it was asked to. */
  | { readonly kind: 'failed'; readonly error: ToldError | null };
