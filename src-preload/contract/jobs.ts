/** Long work: one snapshot shape for every kind, pushed as `job.changed`. */
import { z } from 'zod';
import { call } from './define.ts';
import { byteCount, hashes, id, nothing, utcMs, wireError } from './shapes.ts';

export const JOB_KINDS = ['acquire', 'verify', 'seal-export', 'import'] as const;

export const jobSnapshot = z.strictObject({
  id,
  kind: z.enum(JOB_KINDS),
  /** What it works on, in the user's own words (exhibit number, file name). */
  subject: z.string(),
  state: z.enum(['queued', 'running', 'paused', 'cancelling', 'done', 'failed', 'cancelled']),
  /** Catalogue key `job.step.<step>` and its place among the steps. */
  step: z.string(),
  stepIndex: z.number().int(),
  stepCount: z.number().int(),
  bytesDone: byteCount,
  bytesTotal: byteCount.nullable(),
  bytesPerSecond: z.number().nonnegative(),
  remainingMs: z.number().nonnegative().nullable(),
  /** What was found on the way: bad ranges, rejected records. */
  findings: z.number().int().nonnegative(),
  /** Integrity values that are known already, while later steps still go on. */
  hashes,
  canPause: z.boolean(),
  startedAt: utcMs,
  endedAt: utcMs.nullable(),
  /** Present when done: `acquireResult`, `verifyReport`, `exportResult` by kind. */
  result: z.unknown().nullable(),
  error: wireError.nullable(),
});
export type JobSnapshot = z.infer<typeof jobSnapshot>;

export const started = z.strictObject({ jobId: id });

export const jobs = {
  'job.list': call({ input: nothing, output: z.array(jobSnapshot), access: 'signed-in' }),
  'job.get': call({ input: z.strictObject({ id }), output: jobSnapshot, access: 'anyone' }),
  'job.cancel': call({ input: z.strictObject({ id }), output: jobSnapshot, access: 'anyone' }),
  'job.pause': call({ input: z.strictObject({ id }), output: jobSnapshot, access: 'signed-in' }),
  'job.resume': call({ input: z.strictObject({ id }), output: jobSnapshot, access: 'signed-in' }),
};
