/** Stand-ins for what an acquisition is given: an approval of two people, a log, a recorder, a job without a screen. */
import { createHash } from 'node:crypto';
import type { Approval } from '../../src-main/engine/ceremony/approval.ts';
import type { AcquireTools } from '../../src-main/engine/imaging/index.ts';
import { JobCancelledError, type JobContext } from '../../src-main/engine/jobs/index.ts';
import { canonicalJson, type JsonValue, sha256Hex, systemClock, utcMs } from '../../src-main/engine/lib/index.ts';
import type { LogDraft, OperationLog } from '../../src-main/engine/oplog/types.ts';
import type { AcquireParameters, ImageRecord } from '../../src-preload/contract/index.ts';

export interface RecordingLog extends OperationLog {
  readonly drafts: LogDraft[];
}

export function recordingLog(): RecordingLog {
  const drafts: LogDraft[] = [];
  return {
    drafts,
    append(draft) {
      const leafHash = createHash('sha256')
        .update(canonicalJson(draft as unknown as JsonValue))
        .digest('hex');
      return { index: drafts.push(draft) - 1, leafHash: sha256Hex(leafHash), at: systemClock.now() };
    },
    checkpoint: () => 'sealbench.local/test\n1\nAAAA\n',
    latestCheckpoint: () => 'sealbench.local/test\n1\nAAAA\n',
  };
}

/** An approval as `Ceremonies.redeem` would make it; the brand exists in the types only. */
export function approvalOf(parameters: AcquireParameters): Approval<'acquire'> {
  const text = `sealbench/ceremony/v1\nacquire\n${canonicalJson(parameters as unknown as JsonValue)}`;
  const person = (username: string) => ({
    username,
    displayName: username,
    cosigner: { name: `sealbench.local/test/${username}`, seed: new Uint8Array(32) },
    certificatePem: '',
    privateKeyPem: '',
  });
  return {
    ceremonyId: 'ceremony-1',
    act: 'acquire',
    parameters,
    parametersDigest: sha256Hex(createHash('sha256').update(text).digest('hex')),
    operator: person('operator'),
    witness: person('witness'),
    provenAt: utcMs(Date.now()),
    release: () => undefined,
  } as unknown as Approval<'acquire'>;
}

export function acquireTools(parameters: AcquireParameters, log: OperationLog = recordingLog()): AcquireTools {
  const record = (image: Omit<ImageRecord, 'id'>): ImageRecord => ({ ...image, id: 'image-1' });
  return {
    approval: approvalOf(parameters),
    log,
    images: { recordImage: record },
    clock: systemClock,
    version: '0.0.0-test',
    exhibit: { caseNumber: '案2026-1', number: '检材-1', name: '测试检材' },
  };
}

export interface WatchedJob extends JobContext {
  readonly steps: string[];
  readonly findings: { count: number };
  cancel(): void;
}

/** `onProgress` is called for every buffer, to cancel or to spoil something at a chosen place. */
export function watchedJob(onProgress: (bytesDone: number, job: WatchedJob) => void = () => undefined): WatchedJob {
  const abort = new AbortController();
  const steps: string[] = [];
  const findings = { count: 0 };
  const job: WatchedJob = {
    signal: abort.signal,
    steps,
    findings,
    step: (name) => void steps.push(name),
    progress: (bytes) => onProgress(bytes, job),
    found: (count = 1) => {
      findings.count += count;
    },
    computed: () => undefined,
    whilePaused: async () => abort.signal.throwIfAborted(),
    cancel: () => abort.abort(new JobCancelledError('job.cancelled')),
  };
  return job;
}

export function acquireParameters(changes: Partial<AcquireParameters>): AcquireParameters {
  return {
    caseId: 'case-1',
    exhibitId: 'exhibit-1',
    sourcePath: '',
    sourceBytes: 0,
    destination: '',
    baseName: 'image',
    format: 'e01',
    segmentBytes: 0,
    compression: 'fast',
    hashes: ['sha256', 'sm3', 'md5', 'sha1'],
    verifyImage: true,
    examiner: '王警官',
    notes: '',
    ...changes,
  };
}
