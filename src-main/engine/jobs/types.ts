/** What a piece of long work is given, and what it reports. */
import type { JOB_KINDS, JobSnapshot } from '../../../src-preload/contract/index.ts';

export type JobKind = (typeof JOB_KINDS)[number];

export interface JobSpec<Result> {
  readonly kind: JobKind;
  /** What it works on, in the user's words; shown beside the kind. */
  readonly subject: string;
  /** Names of the steps in order, with their share of the whole time (weights need not add up to 1). */
  readonly steps: readonly { readonly name: string; readonly weight: number }[];
  readonly canPause: boolean;
  run(context: JobContext): Promise<Result>;
}

export interface JobContext {
  /** Aborted when somebody cancels; the work then stops at the next safe place and throws the signal's reason. */
  readonly signal: AbortSignal;
  /** Begins a step of `steps`; `bytesTotal` null when it cannot be known. */
  step(name: string, bytesTotal: number | null): void;
  /** Bytes done within the step so far, cumulative. Cheap: may be called for every buffer. */
  progress(bytesDone: number): void;
  /** One more thing was found (bad range, rejected record). */
  found(count?: number): void;
  /** Integrity values that the work has come to and that people may see before it ends. */
  computed(hashes: JobSnapshot['hashes']): void;
  /** Resolves at once, or when a paused job goes on; rejects when it is cancelled meanwhile. */
  whilePaused(): Promise<void>;
}
