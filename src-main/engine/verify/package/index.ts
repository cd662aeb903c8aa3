/**
 * A package: the bag, the two people's signatures over its tag manifest, the log, and every image against its
 * acquisition record and the log entry that the record names.
 */
import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { verifyImage } from '../../imaging/index.ts';
import type { JobContext } from '../../jobs/index.ts';
import { asSealbenchError, canonicalJson, IoError, sha256Of } from '../../lib/index.ts';
import { type BundleFiles, checkLogBundle } from '../../oplog/index.ts';
import { readBag } from '../bag/index.ts';
import type { CheckList } from '../checkList.ts';
import { verifyDetached } from '../cms/index.ts';
import { type AcquisitionRecord, checkImage, readAcquisitionRecord } from '../image/index.ts';
import { type ReadableTree, readWhole, type TreeEntry } from '../tree.ts';
import { addBagChecks } from './bagChecks.ts';
import { type EntryContent, readEntries } from './logEntries.ts';

export const SIGNATURES = 'sealbench/signatures.pem';
const AUTHORITY = 'sealbench/authority.pem';
const TAG_MANIFEST = 'tagmanifest-sha256.txt';
const LOG_FOLDER = 'data/log';
const ENTRIES = `${LOG_FOLDER}/entries.jsonl`;
/** Our own folder in a bag: a bag that has it says that it is a package, whatever else was taken out of it. */
const OWN_FOLDER = 'sealbench/';
const RECORD_ENDING = '.acquisition.json';
const MOST_TEXT_BYTES = 64 << 20;

/** `root` is the folder on this machine, or null when the tree is inside a volume. */
export async function checkPackage(
  tree: ReadableTree,
  root: string | null,
  checks: CheckList,
  job: JobContext,
): Promise<void> {
  const reading = await readBag(tree, job);
  addBagChecks(checks, reading);
  const entries = await tree.list();
  const files = new Map(entries.filter(({ kind }) => kind === 'file').map((entry) => [entry.path, entry]));
  const text: TextOf = async (path) => {
    const entry = files.get(path);
    const content = entry ? await readWhole(tree, entry, MOST_TEXT_BYTES) : null;
    return content === null ? null : Buffer.from(content);
  };
  const isPlainBag = ![...files.keys()].some(
    (path) => path.startsWith(OWN_FOLDER) || path.startsWith(`${LOG_FOLDER}/`),
  );
  // A sealed volume that holds no signed package is not sealed, however well its lists agree.
  if (isPlainBag && root !== null) return;
  await checkSignatures(text, checks);
  if (files.has(SIGNATURES))
    checkNothingElse([...files.keys()], (await text(TAG_MANIFEST))?.toString('utf8') ?? '', checks);
  job.step('verify.log', null);
  if (files.has(`${LOG_FOLDER}/log-bundle.json`)) {
    checks.addAll((await checkLogBundle(bundleIn(tree, entries, text), LOG_FOLDER)).checks);
  } else checks.notPerformed('package.log', LOG_FOLDER, 'verify.no-log');
  await checkImages(tree, root, [...files.keys()], text, reading.sha256, checks, job);
}

type TextOf = (path: string) => Promise<Buffer | null>;

/** Each signer apart; that there are two different ones; and which authority stands behind them. */
async function checkSignatures(text: TextOf, checks: CheckList): Promise<void> {
  const [signatures, authority, content] = await Promise.all([SIGNATURES, AUTHORITY, TAG_MANIFEST].map(text));
  if (!signatures || !authority || !content) {
    const missing = !signatures ? SIGNATURES : !authority ? AUTHORITY : TAG_MANIFEST;
    checks.notPerformed('package.signature', missing, 'verify.no-signature');
    return;
  }
  try {
    const signers = verifyDetached(signatures, content, authority.toString('utf8'));
    for (const { name, signedAt, verdict, code, certificateSha256 } of signers) {
      const found = signedAt === null ? null : new Date(signedAt).toISOString();
      const subject = name ?? certificateSha256 ?? SIGNATURES;
      if (verdict === 'matched') checks.matched('package.signature', subject, { found });
      else if (verdict === 'mismatched') checks.mismatched('package.signature', subject, code ?? '', { found });
      else checks.notPerformed('package.signature', subject, code ?? '', { found });
    }
    // By name and by key: one person with two certificates, or two names on one key, is one person.
    const holding = signers.filter(({ verdict }) => verdict === 'matched');
    const people = Math.min(
      new Set(holding.map(({ subject }) => subject)).size,
      new Set(holding.map(({ keySha256 }) => keySha256)).size,
    );
    const count = { expected: '2', found: String(people) };
    if (people >= 2) checks.matched('package.two-people', SIGNATURES, count);
    else checks.mismatched('package.two-people', SIGNATURES, 'verify.one-signer', count);
    // A package can only agree with itself: the fingerprint is shown to be compared with what the receiver was told.
    const found = new X509Certificate(authority).fingerprint256;
    checks.matched('package.authority', AUTHORITY, { found, code: 'verify.compare-fingerprint' });
  } catch (thrown) {
    const { kind, code, details } = asSealbenchError(thrown);
    if (kind !== 'evidence') throw thrown;
    const place = details.offset === undefined ? null : `byte ${details.offset}`;
    checks.mismatched('package.signature', SIGNATURES, code, { place });
  }
}

/** Outside `data/` the signatures cover what the tag manifest lists: whatever else lies there, nobody signed. */
function checkNothingElse(paths: readonly string[], tagManifest: string, checks: CheckList): void {
  const signed = new Set([TAG_MANIFEST, SIGNATURES]);
  for (const line of tagManifest.split(/\r?\n/)) signed.add(line.slice(line.indexOf('  ') + 2).normalize('NFC'));
  for (const path of paths) {
    if (path.startsWith('data/') || signed.has(path.normalize('NFC'))) continue;
    checks.mismatched('bag.complete', path, 'bag.unlisted-file', { expected: TAG_MANIFEST });
  }
}

function bundleIn(tree: ReadableTree, entries: readonly TreeEntry[], text: TextOf): BundleFiles {
  return {
    names(folder) {
      const base = `${LOG_FOLDER}/${folder}/`;
      const names = entries.filter(({ path, kind }) => kind === 'file' && path.startsWith(base));
      return Promise.resolve(names.map(({ path }) => path.slice(base.length)).sort());
    },
    async text(path) {
      const content = await text(`${LOG_FOLDER}/${path}`);
      if (content === null) throw new IoError('io.not-found', { path: `${LOG_FOLDER}/${path}` });
      return content.toString('utf8');
    },
    chunks: (path) => tree.read(`${LOG_FOLDER}/${path}`),
  };
}

async function checkImages(
  tree: ReadableTree,
  root: string | null,
  paths: readonly string[],
  text: TextOf,
  digests: ReadonlyMap<string, string>,
  checks: CheckList,
  job: JobContext,
): Promise<void> {
  const records = new Map<string, AcquisitionRecord>();
  for (const path of paths.filter((each) => each.startsWith('data/images/') && each.endsWith(RECORD_ENDING))) {
    const record = readAcquisitionRecord((await text(path))?.toString('utf8') ?? '');
    if (record === null) checks.mismatched('image.record', path, 'imaging.record-damaged');
    else records.set(path, record);
  }
  if (records.size === 0) checks.notPerformed('package.images', 'data/images', 'verify.no-image');
  if (paths.includes(ENTRIES)) await checkAgainstLog(tree, records, checks);
  for (const [path, record] of records) {
    const folder = path.slice(0, path.lastIndexOf('/'));
    const first = record.image.segments[0]?.name ?? '';
    if (root === null) await checkImage(tree, folder, record, digests, checks, job);
    else if (paths.includes(`${folder}/${first}`)) {
      checks.addAll((await verifyImage(join(root, folder, first), job)).checks);
    } else checks.mismatched('image.segment', first, 'imaging.segment-missing');
  }
}

/** The acquisition record says what the log said when both people were there: same leaf, same hashes, same segments. */
async function checkAgainstLog(
  tree: ReadableTree,
  records: ReadonlyMap<string, AcquisitionRecord>,
  checks: CheckList,
): Promise<void> {
  const indexes = new Set([...records.values()].map((record) => record.log.index));
  const entries = await readEntries(tree, ENTRIES, indexes);
  for (const [path, record] of records) {
    const entry = entries.get(record.log.index);
    const place = `entry ${record.log.index}`;
    const facts = { expected: record.log.leafHash, found: entry?.leafHash ?? null, place };
    if (entry?.leafHash !== record.log.leafHash) {
      checks.mismatched('package.image-logged', path, 'verify.log-differs', facts);
    } else if (entry.content === null) {
      checks.notPerformed('package.image-logged', path, 'verify.entry-withheld', facts);
    } else {
      const differing = differingFrom(record, entry.content);
      if (differing === null) checks.matched('package.image-logged', path, { place });
      else checks.mismatched('package.image-logged', path, 'verify.log-differs', { place, found: differing });
    }
  }
}

/** Names the first thing in which the record is not what was logged when both people were there; null when none is. */
function differingFrom(record: AcquisitionRecord, { act, outcome, subject }: EntryContent): string | null {
  const hashes = (subject.hashes ?? {}) as Readonly<Record<string, string>>;
  const segments = record.image.segments.map(({ name, sizeBytes, sha256 }) => ({ name, sizeBytes, sha256 }));
  if (act !== 'image.acquire' || outcome !== 'done') return 'act';
  if (canonicalJson(hashes) !== canonicalJson(record.hashes)) return 'hashes';
  if (subject.segmentsDigest !== sha256Of(canonicalJson(segments))) return 'segments';
  return subject.recordDigest === record.digest ? null : 'record';
}
