/** What a stage needs of the operation log: to write into it, and to be told where its entry stands. */
import type { JsonValue, Sha256Hex, UtcMs } from '../lib/index.ts';

export const LOG_OUTCOMES = ['begun', 'done', 'refused', 'failed', 'cancelled', 'expired'] as const;
export type LogOutcome = (typeof LOG_OUTCOMES)[number];

export interface LogDraft {
  /** `area.act`, e.g. `case.create`; listed in `docs/formats/operation-log.md`. */
  readonly act: string;
  readonly outcome: LogOutcome;
  /** Account names; null where nobody is signed in. */
  readonly actor: string | null;
  readonly witness: string | null;
  /** Facts of the act, never a secret and never the text of a record. */
  readonly subject: { readonly [key: string]: JsonValue };
}

export interface LogReceipt {
  /** Position in the tree, from 0. */
  readonly index: number;
  readonly leafHash: Sha256Hex;
  readonly at: UtcMs;
}

export interface OperationLog {
  /** Durable when it returns. Throws `IoError('log.not-written')`: the act that asked must then not happen. */
  append(draft: LogDraft): LogReceipt;
  /** Signs the present tree head (C2SP signed note), with the given people's cosignatures, stores and returns it. */
  checkpoint(cosigners: readonly Cosigner[]): string;
  /** The newest stored checkpoint, as text; made first if there is none. */
  latestCheckpoint(): string;
}

/** A person's Ed25519 key for `cosignature/v1` (C2SP tlog-cosignature). */
export interface Cosigner {
  /** Key name in the note, e.g. `sealbench.local/<station serial>/<username>`. */
  readonly name: string;
  /** Raw 32-byte Ed25519 seed. */
  readonly seed: Uint8Array;
}
