/**
 * Checks a log bundle without a station and without the code that wrote it. Keys inside a bundle prove only that it
 * agrees with itself: who wants to know that it is the station's own gives its key, or a checkpoint kept elsewhere.
 */
import { readdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import type { VerifyReport } from '../../../../src-preload/contract/index.ts';
import { asSealbenchError, canonicalJson, EvidenceError, fromHex } from '../../lib/index.ts';
import { checkAnchors, checkCheckpoints, type PlacedNote, parseNotes } from './checkpoints.ts';
import { type EntryReader, readEntries } from './entries.ts';
import { type BundleFiles, folderFiles } from './files.ts';
import { collectFindings, type Findings } from './findings.ts';
import { readLines } from './lines.ts';
import { checkProofs, readProofs } from './proofs.ts';

export interface KnownElsewhere {
  /** The station's verifier key, as printed on its papers. */
  readonly stationKey?: string;
  /** Signed checkpoints that were kept outside the bundle. */
  readonly anchors?: readonly string[];
}

const manifestSchema = z.strictObject({
  format: z.literal('sealbench/log-bundle/v1'),
  origin: z.string().min(1),
  size: z.number().int().positive(),
  withheld: z.number().int().nonnegative(),
});

const LONGEST_LINE = 1 << 20;

/** Reads the folder at `path`. Damage is in the report; only a path that cannot be read at all throws `IoError`. */
export async function verifyLogBundle(path: string, known: KnownElsewhere = {}): Promise<VerifyReport> {
  await readdir(path);
  return await checkLogBundle(folderFiles(path), path, known);
}

/** As `verifyLogBundle`, for a bundle that lies in something else than a folder of this machine. */
export async function checkLogBundle(
  files: BundleFiles,
  path: string,
  known: KnownElsewhere = {},
): Promise<VerifyReport> {
  const findings = collectFindings(basename(path));
  findings.performed('log.bundle');
  try {
    await checkBundle(files, known, findings);
  } catch (thrown) {
    const error = asSealbenchError(thrown);
    if (error.kind === 'bug') throw error;
    findings.fault('log.bundle', {
      code: error.code,
      place: String(error.details.place ?? error.details.path ?? path),
    });
  }
  return { path, kind: 'log-bundle', ...findings.report() };
}

async function checkBundle(files: BundleFiles, known: KnownElsewhere, findings: Findings): Promise<void> {
  const manifest = await readManifest(files);
  const { origin } = manifest;
  const checkpoints = parseNotes(findings, 'log.checkpoints', await notesIn(files));
  const anchorNotes = (known.anchors ?? []).map((note, index) => ({ place: `anchor ${index + 1}`, note }));
  const anchors = anchorNotes.length > 0 ? parseNotes(findings, 'log.anchors', anchorNotes) : [];
  const proofs = await readProofs(files, findings);
  const sizes = [...checkpoints, ...anchors].map((placed) => placed.checkpoint.size);

  const entries = readEntries(findings, origin, sizes);
  const leaves = await readEntryLines(files, findings, entries, new Set(proofs.map((proof) => proof.index)));

  checkComplete(
    findings,
    manifest,
    entries.size(),
    leaves.withheld,
    Math.max(0, ...checkpoints.map((placed) => placed.checkpoint.size)),
  );
  checkKeys(findings, await files.text('keys.txt'), known.stationKey, entries);
  checkCheckpoints(findings, origin, checkpoints, entries);
  checkProofs(findings, proofs, leaves.kept, entries.keys());
  checkAnchors(findings, origin, anchors, entries);
}

async function readManifest(files: BundleFiles): Promise<z.infer<typeof manifestSchema>> {
  const file = 'log-bundle.json';
  const text = await files.text(file);
  try {
    const manifest = manifestSchema.parse(JSON.parse(text));
    if (`${canonicalJson(manifest)}\n` !== text) throw new EvidenceError('log.bundle-damaged', { place: file });
    return manifest;
  } catch (cause) {
    throw new EvidenceError('log.bundle-damaged', { place: file }, cause);
  }
}

async function notesIn(files: BundleFiles): Promise<readonly PlacedNote[]> {
  const places = (await files.names('checkpoints')).map((name) => `checkpoints/${name}`);
  return Promise.all(places.map(async (place) => ({ place, note: await files.text(place) })));
}

interface Leaves {
  readonly withheld: number;
  /** Leaf hashes of the entries that somebody asked for. */
  readonly kept: ReadonlyMap<number, Uint8Array>;
}

async function readEntryLines(
  files: BundleFiles,
  findings: Findings,
  entries: EntryReader,
  asked: ReadonlySet<number>,
): Promise<Leaves> {
  const kept = new Map<number, Uint8Array>();
  let withheld = 0;
  try {
    for await (const line of readLines(files.chunks('entries.jsonl'), LONGEST_LINE)) {
      const index = entries.size();
      const leafHex = /^\{"withheld":"([0-9a-f]{64})"\}$/.exec(line)?.[1];
      const leaf = leafHex ? fromHex(leafHex) : entries.entry(line, `entry ${index}, entries.jsonl:${index + 1}`);
      if (leafHex) {
        entries.withheld(leaf);
        withheld += 1;
      }
      if (asked.has(index)) kept.set(index, leaf);
    }
  } catch (thrown) {
    if (!(thrown instanceof EvidenceError)) throw thrown;
    const index = entries.size();
    findings.fault('log.entries', { code: thrown.code, place: `entry ${index}, entries.jsonl:${index + 1}` });
  }
  return { withheld, kept };
}

/** The bundle says how long it is; its newest checkpoint must say the same, and the entries must be there. */
function checkComplete(
  findings: Findings,
  manifest: z.infer<typeof manifestSchema>,
  size: number,
  withheld: number,
  newestSize: number,
): void {
  findings.performed('log.complete');
  const place = 'entries.jsonl';
  const expected = `size ${Math.max(manifest.size, newestSize)}`;
  if (size < manifest.size || size < newestSize) {
    findings.fault('log.complete', { code: 'log.tail-missing', place, expected, found: `size ${size}` });
  } else if (size !== manifest.size || size !== newestSize) {
    findings.fault('log.complete', { code: 'log.tail-unsigned', place, expected, found: `size ${size}` });
  } else if (withheld !== manifest.withheld) {
    const found = `withheld ${withheld}`;
    findings.fault('log.complete', {
      code: 'log.bundle-damaged',
      place,
      expected: `withheld ${manifest.withheld}`,
      found,
    });
  }
}

function checkKeys(findings: Findings, keysText: string, stationKey: string | undefined, entries: EntryReader): void {
  const named = entries.keys();
  const expected = named.map((key) => `${key.text}\n`).join('');
  if (named[0]?.namedAt !== 0) findings.fault('log.keys', { code: 'log.key-unknown', place: 'entry 0' });
  if (keysText !== expected) findings.fault('log.keys', { code: 'log.bundle-damaged', place: 'keys.txt' });
  // Anybody can begin a log: that this one is the station's own is for the receiver to compare.
  if (stationKey === undefined && named[0]) findings.remark('log.keys', 'log.compare-key', named[0].text);
  if (stationKey !== undefined && named[0]?.text !== stationKey) {
    const fault = { code: 'log.other-key', place: 'entry 0', expected: stationKey, found: named[0]?.text ?? '' };
    findings.fault('log.keys', fault);
  }
}
