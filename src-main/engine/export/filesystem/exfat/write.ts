/** The volume from its first byte to its last, in one pass: nothing is ever gone back to, little is held in memory. */
import { EvidenceError } from '../../../lib/index.ts';
import type { FileTree } from '../tree.ts';
import { encodeBootRegion } from './bootRegion.ts';
import { rotatingChecksum32 } from './checksum.ts';
import { type Allocation, ENTRY_TYPE, encodeFileEntry, encodeLabelEntry, encodeSystemEntry } from './directoryEntry.ts';
import { BOOT_REGION_SECTORS, clusterOffset, clustersFor, END_OF_CHAIN, FIRST_CLUSTER } from './geometry.ts';
import { checkLabel } from './names.ts';
import { type Plan, type PlannedFile, type PlannedFolder, type PlanOptions, planTree } from './plan.ts';
import { packUpcaseTable, RECOMMENDED_UPCASE } from './upcase.ts';

export interface ExfatLayout {
  /** Of the whole region. */
  readonly sizeBytes: number;
  /** Up to the end of the last cluster in use; zeros follow. */
  readonly usedBytes: number;
  /**
   * Exactly `sizeBytes` bytes in order. A buffer is valid until the next is asked for and must not be changed.
   * Throws `exfat.size-differs` when a file is longer or shorter than the tree said.
   */
  content(): AsyncGenerator<Uint8Array, void>;
}

const ZEROS = new Uint8Array(1 << 20);

/** Refuses what cannot be laid out (`exfat.name-…`, `exfat.label-not-allowed`, `exfat.no-room`) before anything is written. */
export function layoutExfat(tree: FileTree, label: string, options: PlanOptions = {}): ExfatLayout {
  checkLabel(label);
  const plan = planTree(tree, options);
  const sizeBytes = options.sizeBytes ?? plan.geometry.volumeLength * plan.geometry.sectorBytes;
  const usedBytes = clusterOffset(plan.geometry, FIRST_CLUSTER + plan.usedClusters);
  return { sizeBytes, usedBytes, content: () => writeVolume(plan, tree.madeAt.at, label, sizeBytes) };
}

async function* writeVolume(plan: Plan, madeAt: number, label: string, sizeBytes: number): AsyncGenerator<Uint8Array> {
  const { sectorBytes, clusterBytes, fatOffset, fatLength, heapOffset, clusterCount } = plan.geometry;
  const percentInUse = Math.floor((plan.usedClusters / clusterCount) * 100);
  // The serial is made of the time, as §3.1.11 wishes: whole seconds, with the milliseconds in the upper bits.
  const serial = (Math.floor(madeAt / 1000) ^ ((madeAt % 1000) << 22)) >>> 0;
  const bootRegion = encodeBootRegion({ geometry: plan.geometry, serial, percentInUse });
  yield bootRegion;
  yield bootRegion;
  yield* zeros((fatOffset - 2 * BOOT_REGION_SECTORS) * sectorBytes);

  const fat = encodeFatHead(plan);
  yield fat;
  yield* zeros(fatLength * sectorBytes - fat.length);
  yield* zeros((heapOffset - fatOffset - fatLength) * sectorBytes);

  yield* filled(encodeBitmap(plan), plan.bitmapClusters * clusterBytes);
  yield* filled([packUpcaseTable()], plan.upcaseClusters * clusterBytes);
  yield* filled(encodeRoot(plan, label), plan.rootClusters * clusterBytes);
  for (const folder of plan.folders) {
    yield* filled(encodeChildren(folder, clusterBytes), folderClusters(folder, clusterBytes) * clusterBytes);
  }
  for (const file of plan.files) yield* fileContent(file, clusterBytes);
  yield* zeros(sizeBytes - heapOffset * sectorBytes - plan.usedClusters * clusterBytes);
}

/** Only bitmap, up-case table and root directory have chains; every other entry is contiguous and left 0 (§6.3.4.2). */
function encodeFatHead(plan: Plan): Uint8Array {
  const chains = [plan.bitmapClusters, plan.upcaseClusters, plan.rootClusters];
  const entries = new Uint32Array(FIRST_CLUSTER + chains.reduce((sum, length) => sum + length, 0));
  entries[0] = 0xfffffff8;
  entries[1] = 0xffffffff;
  let cluster = FIRST_CLUSTER;
  for (const length of chains) {
    for (let link = 1; link <= length; link += 1, cluster += 1) {
      entries[cluster] = link === length ? END_OF_CHAIN : cluster + 1;
    }
  }
  const encoded = new Uint8Array(entries.length * 4);
  const view = new DataView(encoded.buffer);
  entries.forEach((entry, index) => {
    view.setUint32(index * 4, entry, true);
  });
  return encoded;
}

/** The used clusters are the first ones: ones, then one mixed byte, then zeros (§7.1.5, lowest bit first). */
function* encodeBitmap(plan: Plan): Generator<Uint8Array> {
  const ones = new Uint8Array(Math.min(1 << 20, Math.ceil(plan.usedClusters / 8))).fill(0xff);
  let full = Math.floor(plan.usedClusters / 8);
  for (; full > 0; full -= Math.min(full, ones.length)) yield ones.subarray(0, Math.min(full, ones.length));
  if (plan.usedClusters % 8 !== 0) yield Uint8Array.of((1 << (plan.usedClusters % 8)) - 1);
}

function* encodeRoot(plan: Plan, label: string): Generator<Uint8Array> {
  const upcase = packUpcaseTable();
  const bitmapBytes = Math.ceil(plan.geometry.clusterCount / 8);
  yield encodeLabelEntry(label);
  yield encodeSystemEntry(ENTRY_TYPE.allocationBitmap, FIRST_CLUSTER, bitmapBytes, 0);
  const upcaseCluster = FIRST_CLUSTER + plan.bitmapClusters;
  yield encodeSystemEntry(ENTRY_TYPE.upcaseTable, upcaseCluster, upcase.length, rotatingChecksum32(0, upcase));
  yield* encodeChildren(plan.root, plan.geometry.clusterBytes);
}

function* encodeChildren(folder: PlannedFolder, clusterBytes: number): Generator<Uint8Array> {
  for (const child of folder.children) {
    const isFolder = 'children' in child;
    const bytes = isFolder ? folderClusters(child, clusterBytes) * clusterBytes : child.source.sizeBytes;
    const allocation: Allocation = { firstCluster: child.firstCluster, bytes, contiguous: bytes > 0 };
    const modifiedAt = isFolder ? child.modifiedAt : child.source.modifiedAt;
    yield encodeFileEntry(
      { name: child.name, isFolder, allocation, validBytes: bytes, modifiedAt },
      RECOMMENDED_UPCASE,
    );
  }
}

/** An empty folder has one cluster, as every formatter gives it. */
function folderClusters(folder: PlannedFolder, clusterBytes: number): number {
  return clustersFor(folder.entryBytes, clusterBytes, 1);
}

async function* fileContent({ source }: PlannedFile, clusterBytes: number): AsyncGenerator<Uint8Array> {
  let found = 0;
  for await (const chunk of source.open()) {
    found += chunk.length;
    if (found > source.sizeBytes) break;
    yield chunk;
  }
  if (found !== source.sizeBytes) {
    throw new EvidenceError('exfat.size-differs', { path: source.path, declared: source.sizeBytes, found });
  }
  yield* zeros(clustersFor(found, clusterBytes) * clusterBytes - found);
}

function* filled(parts: Iterable<Uint8Array>, bytes: number): Generator<Uint8Array> {
  let left = bytes;
  for (const part of parts) {
    left -= part.length;
    yield part;
  }
  yield* zeros(left);
}

function* zeros(bytes: number): Generator<Uint8Array> {
  for (let left = bytes; left > 0; left -= ZEROS.length) yield ZEROS.subarray(0, Math.min(left, ZEROS.length));
}
