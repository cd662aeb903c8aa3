/**
 * Images inside a package, against the acquisition records beside them: segments by their digests, the medium's bytes by
 * every hash of the record. For images in a tree that has no paths of this machine (a sealed volume).
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { HASH_NAMES, hashes, sha256 } from '../../../../src-preload/contract/index.ts';
import type { JobContext } from '../../jobs/index.ts';
import {
  asSealbenchError,
  canonicalJson,
  type JsonValue,
  type RunningDigest,
  runningSm3,
  sha256Of,
} from '../../lib/index.ts';
import type { CheckList } from '../checkList.ts';
import type { ReadableTree } from '../tree.ts';
import { e01Content } from './e01Content.ts';

/** What this check needs of `sealbench/acquisition-record/v1` (`docs/formats/acquisition-record.md`). */
const acquisitionRecord = z.object({
  format: z.literal('sealbench/acquisition-record/v1'),
  image: z.object({
    format: z.enum(['e01', 'raw']),
    sizeBytes: z.number().int().nonnegative(),
    segments: z.array(z.object({ name: z.string(), sizeBytes: z.number().int(), sha256: sha256.nullable() })).min(1),
  }),
  hashes,
  log: z.object({ index: z.number().int().nonnegative(), leafHash: sha256 }),
});
export interface AcquisitionRecord extends z.infer<typeof acquisitionRecord> {
  /** SHA-256 over the canonical JSON of all of it but `log`, as the log's entry holds it. */
  readonly digest: string;
}

/** Null when the text is no such record. */
export function readAcquisitionRecord(text: string): AcquisitionRecord | null {
  try {
    const whole = JSON.parse(text) as { readonly [member: string]: JsonValue };
    const { log: _placed, ...covered } = whole;
    return { ...acquisitionRecord.parse(whole), digest: sha256Of(canonicalJson(covered)) };
  } catch {
    return null;
  }
}

const LABELS: Readonly<Record<(typeof HASH_NAMES)[number], string>> = {
  sha256: 'SHA-256',
  sm3: 'SM3',
  md5: 'MD5',
  sha1: 'SHA-1',
};

/** `folder` holds the record and its segments; `digests` are SHA-256 of files that were read already. */
export async function checkImage(
  tree: ReadableTree,
  folder: string,
  record: AcquisitionRecord,
  digests: ReadonlyMap<string, string>,
  checks: CheckList,
  job: JobContext,
): Promise<void> {
  checkSegments(folder, record, digests, checks);
  job.step('verify.image', record.image.sizeBytes);
  const running = new Map<(typeof HASH_NAMES)[number], RunningDigest>();
  for (const name of HASH_NAMES) if (record.hashes[name] !== undefined) running.set(name, startHash(name));
  const paths = record.image.segments.map(({ name }) => `${folder}/${name}`);
  try {
    let done = 0;
    for await (const chunk of record.image.format === 'e01' ? e01Content(tree, paths) : rawContent(tree, paths)) {
      await job.whilePaused();
      for (const digest of running.values()) digest.update(chunk);
      done += chunk.length;
      job.progress(done);
    }
  } catch (thrown) {
    const { kind, code, details } = asSealbenchError(thrown);
    if (kind !== 'evidence') throw thrown;
    const place = details.offset === undefined ? null : `byte ${details.offset}`;
    checks.mismatched('image.structure', String(details.path ?? folder), code, { place });
    return;
  }
  for (const [name, digest] of running) {
    const facts = { expected: record.hashes[name] ?? null, found: digest.hex() };
    if (facts.expected === facts.found) checks.matched('image.hash-recorded', LABELS[name], facts);
    else checks.mismatched('image.hash-recorded', LABELS[name], 'imaging.hash-differs', facts);
  }
}

function checkSegments(
  folder: string,
  record: AcquisitionRecord,
  digests: ReadonlyMap<string, string>,
  checks: CheckList,
): void {
  for (const segment of record.image.segments) {
    const found = digests.get(`${folder}/${segment.name}`) ?? null;
    const facts = { expected: segment.sha256, found };
    if (found === null) checks.mismatched('image.segment', segment.name, 'imaging.segment-missing', facts);
    else if (segment.sha256 === null) {
      checks.notPerformed('image.segment', segment.name, 'imaging.no-recorded-hash', facts);
    } else if (segment.sha256 === found) checks.matched('image.segment', segment.name, facts);
    else checks.mismatched('image.segment', segment.name, 'imaging.segment-changed', facts);
  }
}

async function* rawContent(tree: ReadableTree, paths: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const path of paths) yield* tree.read(path);
}

function startHash(name: (typeof HASH_NAMES)[number]): RunningDigest {
  if (name === 'sm3') return runningSm3();
  const hash = createHash(name);
  return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') };
}
