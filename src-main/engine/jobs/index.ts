/**
 * jobs: long work with progress, pause and cancel.
 *
 * Terms: a *job* runs through named *steps*; a *snapshot* is everything a screen shows of it.
 * Promises: a job ends in exactly one of done, failed, cancelled, and whoever listens is always told that end;
 * a failure keeps its error code; a cancelled job has stopped when it says so.
 * Never: starts work by itself, keeps work across a restart, or knows what the work is about.
 */
export { JobCancelledError } from './job.ts';
export { createJobs, type Jobs, type JobsOptions, type StartedJob } from './jobs.ts';
export type { JobContext, JobKind, JobSpec } from './types.ts';
