/** From the root directory down: every folder and file, and what is wrong on the way. */
import { EvidenceError } from '../../../lib/index.ts';
import type { ByteSource } from '../byteSource.ts';
import { ClusterChains } from './chain.ts';
import { readExfatFile } from './content.ts';
import { type EntrySet, entrySets } from './directory.ts';
import { type Allocation, decodeFileEntry, decodeLabelEntry, decodeSystemEntry, ENTRY_TYPE } from './directoryEntry.ts';
import type { ExfatEntry, ExfatFinding, ExfatVolume } from './found.ts';
import type { Geometry } from './geometry.ts';
import { upcaseName } from './names.ts';
import { RECOMMENDED_UPCASE, unpackUpcaseTable } from './upcase.ts';

/** A table of 65,536 code units that is not packed. */
const UPCASE_BYTES_MAX = 2 * 65536;

export async function walkTree(
  source: ByteSource,
  geometry: Geometry,
  openingFindings: readonly ExfatFinding[],
): Promise<ExfatVolume> {
  const findings = [...openingFindings];
  const chains = new ClusterChains(source, geometry);
  const gather = async (path: string, allocation: Allocation): Promise<EntrySet[]> => {
    const sets: EntrySet[] = [];
    try {
      for await (const set of entrySets(source, geometry, chains, { path, allocation })) sets.push(set);
    } catch (error) {
      // What was gathered before the chain broke stays.
      if (!(error instanceof EvidenceError)) throw error;
      findings.push({ code: error.code, details: error.details });
    }
    return sets;
  };

  const rootSets = await gather('', { firstCluster: geometry.rootCluster, bytes: 0, contiguous: false });
  const labelSet = rootSets.find(({ bytes }) => bytes[0] === ENTRY_TYPE.volumeLabel);
  const bitmapSet = rootSets.find(({ bytes }) => bytes[0] === ENTRY_TYPE.allocationBitmap);
  const upcaseSet = rootSets.find(({ bytes }) => bytes[0] === ENTRY_TYPE.upcaseTable);
  const upcaseTable = upcaseSet === undefined ? null : decodeSystemEntry(upcaseSet.bytes);
  const upcase = upcaseTable === null ? null : await readUpcaseTable(source, geometry, upcaseTable);
  if (upcase === null) findings.push({ code: 'exfat.upcase-table-wrong', details: {} });
  if (bitmapSet === undefined) findings.push({ code: 'exfat.no-bitmap', details: {} });

  const entries: ExfatEntry[] = [];
  const walked = new Set<number>([geometry.rootCluster]);
  const pending: { path: string; sets: EntrySet[] }[] = [{ path: '', sets: rootSets }];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const children = decodeChildren(folder.path, folder.sets, upcase ?? RECOMMENDED_UPCASE, findings);
    for (const child of children) {
      entries.push(child);
      if (!child.isFolder || child.allocation.firstCluster === 0) continue;
      if (walked.has(child.allocation.firstCluster)) {
        findings.push({ code: 'exfat.folder-loop', details: { path: child.path } });
        continue;
      }
      walked.add(child.allocation.firstCluster);
      pending.push({ path: child.path, sets: await gather(child.path, child.allocation) });
    }
  }
  return {
    geometry,
    label: labelSet === undefined ? '' : decodeLabelEntry(labelSet.bytes),
    entries,
    bitmap: bitmapSet === undefined ? null : decodeSystemEntry(bitmapSet.bytes),
    upcaseTable,
    findings,
  };
}

function decodeChildren(
  folder: string,
  sets: readonly EntrySet[],
  upcase: Uint16Array,
  findings: ExfatFinding[],
): ExfatEntry[] {
  const children: ExfatEntry[] = [];
  const names = new Set<string>();
  for (const { bytes, offset } of sets) {
    const type = bytes[0] as number;
    const isOrphan = type >= 0xc0;
    if (type !== ENTRY_TYPE.file && !isOrphan) continue;
    const child = isOrphan ? 'exfat.entry-malformed' : decodeFileEntry(bytes, upcase);
    if (typeof child === 'string') {
      findings.push({ code: child, details: { path: `/${folder}`, offset } });
      continue;
    }
    const { name, ...rest } = child;
    const path = folder === '' ? name : `${folder}/${name}`;
    const upper = upcaseName(name, upcase);
    if (names.has(upper)) findings.push({ code: 'exfat.name-twice', details: { path } });
    names.add(upper);
    children.push({ path, sizeBytes: child.isFolder ? 0 : child.allocation.bytes, ...rest });
  }
  return children;
}

async function readUpcaseTable(
  source: ByteSource,
  geometry: Geometry,
  allocation: ReturnType<typeof decodeSystemEntry>,
): Promise<Uint16Array | null> {
  if (allocation.bytes > UPCASE_BYTES_MAX) return null;
  try {
    const parts: Uint8Array[] = [];
    const table = { path: '$UPCASE_TABLE', allocation, validBytes: allocation.bytes };
    for await (const part of readExfatFile(source, geometry, table)) parts.push(new Uint8Array(part));
    return unpackUpcaseTable(new Uint8Array(Buffer.concat(parts)), allocation.tableChecksum);
  } catch (error) {
    if (error instanceof EvidenceError) return null;
    throw error;
  }
}
