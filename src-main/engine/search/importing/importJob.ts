/**
 * Takes a source into a case: the originals into the vault first, then the records and their index in a worker. Logged
 * before and after; what cannot be logged does not happen.
 */
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ReadOptions } from '../../intake/index.ts';
import { caseStorePath, ensureCaseStoreKey, openCaseStore } from '../../intake/store/index.ts';
import { JobCancelledError, type JobContext, type JobSpec } from '../../jobs/index.ts';
import { asSealbenchError, type Clock, type JsonValue, RefusedError, retold, startWorker } from '../../lib/index.ts';
import type { LogOutcome, OperationLog } from '../../oplog/index.ts';
import { type BlobStore, sqliteBinding, type WriteDb } from '../../vault/index.ts';
import type { ImportMessage, ImportOrder, ImportReport, Original } from './types.ts';

export interface ImportRequest {
  readonly caseId: string;
  readonly path: string;
  readonly options: Omit<ReadOptions, 'signal'>;
}

export interface ImportTools {
  readonly home: string;
  readonly evidence: { readonly db: WriteDb; readonly blobs: BlobStore };
  readonly log: OperationLog;
  readonly clock: Clock;
  readonly actor: string;
}

const STEPS = [
  { name: 'import.keep', weight: 1 },
  { name: 'import.read', weight: 4 },
  { name: 'import.index', weight: 1 },
] as const;

export function importJob(request: ImportRequest, tools: ImportTools): JobSpec<ImportReport> {
  return {
    kind: 'import',
    subject: basename(request.path),
    steps: STEPS,
    canPause: false,
    run: (job) => importInto(request, tools, job),
  };
}

async function importInto(request: ImportRequest, tools: ImportTools, job: JobContext): Promise<ImportReport> {
  const { caseId, path } = request;
  const { home, evidence, log, clock, actor } = tools;
  const note = (outcome: LogOutcome, facts: { readonly [key: string]: JsonValue }): unknown =>
    log.append({ act: 'intake.import', outcome, actor, witness: null, subject: { caseId, path, ...facts } });
  note('begun', { options: request.options as unknown as JsonValue });
  try {
    const originals = await keepOriginals(path, evidence.blobs, job);
    const key = ensureCaseStoreKey(evidence.db, caseId);
    // Made and brought to the present layout here, so that the worker finds it.
    openCaseStore(home, caseId, key).close();
    const report = await inWorker(
      {
        storePath: caseStorePath(home, caseId),
        key,
        nativeBinding: sqliteBinding(),
        sourcePath: path,
        name: basename(path),
        options: request.options,
        originals,
        importedAt: clock.now(),
        importedBy: actor,
      },
      originals.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
      job,
    );
    note('done', {
      originals: originals as unknown as JsonValue,
      sources: report.sources.map(({ file, member, format, records, merkleRoot }) => ({
        file,
        member,
        format,
        records,
        merkleRoot,
      })),
      warnings: report.warningCount,
    });
    return report;
  } catch (thrown) {
    const { code, details } = asSealbenchError(thrown);
    note(thrown instanceof JobCancelledError ? 'cancelled' : 'failed', { code, details });
    throw thrown;
  }
}

/** Every file of the source into the vault, byte for byte. */
async function keepOriginals(path: string, blobs: BlobStore, job: JobContext): Promise<Original[]> {
  const files = await filesOf(path);
  job.step(
    'import.keep',
    files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  );
  const originals: Original[] = [];
  let before = 0;
  for (const { file, fullPath } of files) {
    let done = 0;
    const { sha256, sizeBytes } = await blobs.put(
      counted(createReadStream(fullPath), (bytes) => {
        job.signal.throwIfAborted();
        done += bytes;
        job.progress(before + done);
      }),
    );
    originals.push({ file, sizeBytes, sha256 });
    before += sizeBytes;
  }
  return originals;
}

async function* counted(stream: AsyncIterable<Uint8Array>, passed: (bytes: number) => void): AsyncIterable<Uint8Array> {
  for await (const chunk of stream) {
    passed(chunk.length);
    yield chunk;
  }
}

interface FoundFile {
  readonly file: string;
  readonly fullPath: string;
  readonly sizeBytes: number;
}

/** Links are not followed: they would lead out of what was handed over. */
async function filesOf(path: string): Promise<FoundFile[]> {
  const facts = await stat(path);
  if (facts.isFile()) return [{ file: basename(path), fullPath: path, sizeBytes: facts.size }];
  if (!facts.isDirectory()) throw new RefusedError('intake.not-a-source', { path });
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const found: FoundFile[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const fullPath = join(entry.parentPath, entry.name);
    found.push({ file: fullPath.slice(path.length + 1), fullPath, sizeBytes: (await stat(fullPath)).size });
  }
  return found.sort((one, other) => (one.file < other.file ? -1 : 1));
}

function inWorker(order: ImportOrder, bytesTotal: number, job: JobContext): Promise<ImportReport> {
  job.step('import.read', bytesTotal);
  const worker = startWorker(new URL('./import.worker.ts', import.meta.url), { workerData: order });
  const stop = (): void => worker.postMessage('stop');
  job.signal.addEventListener('abort', stop, { once: true });
  let warned = 0;
  return new Promise<ImportReport>((resolve, reject) => {
    worker.on('message', (message: ImportMessage) => {
      switch (message.kind) {
        case 'progress':
          job.progress(Math.min(message.bytesDone, bytesTotal));
          if (message.warnings > warned) job.found(message.warnings - warned);
          warned = message.warnings;
          break;
        case 'indexing':
          job.step('import.index', null);
          break;
        case 'done':
          resolve(message.report);
          break;
        case 'failed':
          reject(message.error === null ? (job.signal.reason as Error) : retold(message.error));
          break;
      }
    });
    worker.once('error', reject);
  }).finally(() => {
    job.signal.removeEventListener('abort', stop);
    void worker.terminate();
  });
}
