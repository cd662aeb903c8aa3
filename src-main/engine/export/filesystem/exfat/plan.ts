/**
 * From a tree to places: every folder and file gets one contiguous run of clusters, in the order in which it will be
 * written: allocation bitmap, up-case table, root directory, other folders, files. What lies behind them is free.
 */
import { EvidenceError } from '../../../lib/index.ts';
import type { FileTree, TreeFile, TreeTime } from '../tree.ts';
import { ENTRY_BYTES, entrySetBytes } from './directoryEntry.ts';
import {
  BOOT_REGION_SECTORS,
  CLUSTERS_MAX,
  CLUSTERS_RECOMMENDED,
  clustersFor,
  FIRST_CLUSTER,
  FOLDER_BYTES_MAX,
  type Geometry,
  VOLUME_BYTES_MIN,
} from './geometry.ts';
import { checkName, upcaseName } from './names.ts';
import { packUpcaseTable, RECOMMENDED_UPCASE } from './upcase.ts';

export interface PlannedFolder {
  readonly name: string;
  readonly path: string;
  modifiedAt: TreeTime;
  readonly children: (PlannedFolder | PlannedFile)[];
  /** Of its directory entries; the allocation is filled up to whole clusters. */
  entryBytes: number;
  firstCluster: number;
}

export interface PlannedFile {
  readonly name: string;
  readonly source: TreeFile;
  firstCluster: number;
}

export interface Plan {
  readonly geometry: Geometry;
  readonly root: PlannedFolder;
  /** In the order of their clusters, without the root. */
  readonly folders: readonly PlannedFolder[];
  readonly files: readonly PlannedFile[];
  readonly upcaseBytes: number;
  readonly bitmapClusters: number;
  readonly upcaseClusters: number;
  readonly rootClusters: number;
  readonly usedClusters: number;
}

export interface PlanOptions {
  /** Of the whole region; the least that holds the tree unless told. */
  readonly sizeBytes?: number;
  readonly clusterBytes?: number;
  /** 512 unless told. */
  readonly sectorBytes?: number;
}

/** Volume Label, Allocation Bitmap and Up-case Table come first in the root directory. */
const ROOT_SYSTEM_ENTRIES = 3;
/** The FAT begins at 64 KiB of 512-byte sectors, so that flash media see it aligned. */
const FAT_OFFSET_SECTORS = 128;

export function planTree(tree: FileTree, options: PlanOptions): Plan {
  const { root, folders, files } = growFolders(tree);
  const sectorBytes = options.sectorBytes ?? 512;
  const upcaseBytes = packUpcaseTable().length;
  const contentClusters = (clusterBytes: number): number =>
    clustersFor(upcaseBytes, clusterBytes) +
    [root, ...folders].reduce((sum, folder) => sum + clustersFor(folder.entryBytes, clusterBytes, 1), 0) +
    files.reduce((sum, file) => sum + clustersFor(file.source.sizeBytes, clusterBytes), 0);
  const clusterBytes = options.clusterBytes ?? chooseClusterBytes(contentClusters, options.sizeBytes);

  const needed = contentClusters(clusterBytes);
  const space = chooseSpace(needed, sectorBytes, clusterBytes, options.sizeBytes);
  const bitmapClusters = clustersFor(Math.ceil(space.clusterCount / 8), clusterBytes);
  if (space.clusterCount < needed + bitmapClusters) {
    const neededBytes = chooseSpace(needed, sectorBytes, clusterBytes).volumeLength * sectorBytes;
    throw new EvidenceError('exfat.no-room', { neededBytes, sizeBytes: options.sizeBytes ?? 0 });
  }

  const upcaseClusters = clustersFor(upcaseBytes, clusterBytes);
  const rootClusters = clustersFor(root.entryBytes, clusterBytes, 1);
  root.firstCluster = FIRST_CLUSTER + bitmapClusters + upcaseClusters;
  let next = root.firstCluster + rootClusters;
  for (const folder of folders) {
    folder.firstCluster = next;
    next += clustersFor(folder.entryBytes, clusterBytes, 1);
  }
  for (const file of files) {
    if (file.source.sizeBytes > 0) file.firstCluster = next;
    next += clustersFor(file.source.sizeBytes, clusterBytes);
  }
  return {
    geometry: { sectorBytes, clusterBytes, ...space, rootCluster: root.firstCluster },
    root,
    folders,
    files,
    upcaseBytes,
    bitmapClusters,
    upcaseClusters,
    rootClusters,
    usedClusters: next - FIRST_CLUSTER,
  };
}

function growFolders(tree: FileTree): Pick<Plan, 'root' | 'folders' | 'files'> {
  const newFolder = (name: string, path: string): PlannedFolder => ({
    name,
    path,
    modifiedAt: tree.madeAt,
    children: [],
    entryBytes: 0,
    firstCluster: 0,
  });
  const root = newFolder('', '');
  root.entryBytes = ROOT_SYSTEM_ENTRIES * ENTRY_BYTES;
  const folders = new Map<string, PlannedFolder>([['', root]]);
  /** Up-cased paths: within one folder two names that differ only in case are the same (§7.7). */
  const taken = new Set<string>();

  const adopt = (parent: PlannedFolder, child: PlannedFolder | PlannedFile, path: string): void => {
    checkName(child.name, path);
    const key = upcaseName(path, RECOMMENDED_UPCASE);
    if (taken.has(key)) throw new EvidenceError('exfat.name-twice', { path });
    taken.add(key);
    parent.children.push(child);
    parent.entryBytes += entrySetBytes(child.name);
    if (parent.entryBytes > FOLDER_BYTES_MAX) throw new EvidenceError('exfat.folder-too-large', { path: parent.path });
  };
  const folderAt = (path: string): PlannedFolder => {
    const known = folders.get(path);
    if (known !== undefined) return known;
    const cut = path.lastIndexOf('/');
    const parent = folderAt(path.slice(0, Math.max(0, cut)));
    const folder = newFolder(path.slice(cut + 1), path);
    adopt(parent, folder, path);
    folders.set(path, folder);
    return folder;
  };

  for (const { path, modifiedAt } of tree.folders) folderAt(path).modifiedAt = modifiedAt;
  const files = tree.files.map((source): PlannedFile => {
    const cut = source.path.lastIndexOf('/');
    const file = { name: source.path.slice(cut + 1), source, firstCluster: 0 };
    adopt(folderAt(source.path.slice(0, Math.max(0, cut))), file, source.path);
    return file;
  });
  folders.delete('');
  return { root, folders: [...folders.values()], files };
}

/**
 * As Windows formats: 4 KiB up to 256 MiB, 32 KiB up to 32 GiB, 128 KiB above; larger only to stay within the
 * recommended number of clusters (§3.1.9).
 */
function chooseClusterBytes(contentClusters: (clusterBytes: number) => number, sizeBytes?: number): number {
  const size = (clusterBytes: number): number => sizeBytes ?? contentClusters(clusterBytes) * clusterBytes;
  const usual = size(4096) <= 256 * 2 ** 20 ? 4096 : size(32768) <= 32 * 2 ** 30 ? 32768 : 131072;
  let clusterBytes = usual;
  while (size(clusterBytes) / clusterBytes > CLUSTERS_RECOMMENDED) clusterBytes *= 2;
  return clusterBytes;
}

type Space = Pick<Geometry, 'volumeLength' | 'fatOffset' | 'fatLength' | 'heapOffset' | 'clusterCount'>;

/** `needed` clusters and a bitmap that covers itself too; or all that `sizeBytes` has room for. */
function chooseSpace(needed: number, sectorBytes: number, clusterBytes: number, sizeBytes?: number): Space {
  const perCluster = clusterBytes / sectorBytes;
  const regions = (clusterCount: number): Pick<Space, 'fatOffset' | 'fatLength' | 'heapOffset'> => {
    const fatOffset = Math.max(2 * BOOT_REGION_SECTORS, (FAT_OFFSET_SECTORS * 512) / sectorBytes);
    const fatLength = Math.ceil(((clusterCount + FIRST_CLUSTER) * 4) / sectorBytes);
    return { fatOffset, fatLength, heapOffset: Math.ceil((fatOffset + fatLength) / perCluster) * perCluster };
  };
  if (sizeBytes !== undefined) {
    const volumeLength = Math.floor(sizeBytes / sectorBytes);
    const places = regions(Math.floor(volumeLength / perCluster));
    const room = Math.max(0, Math.floor((volumeLength - places.heapOffset) / perCluster));
    return { ...places, volumeLength, clusterCount: Math.min(room, CLUSTERS_MAX) };
  }
  let bitmap = 1;
  while (needed + bitmap > bitmap * clusterBytes * 8) bitmap += 1;
  const clusterCount = Math.max(needed + bitmap, Math.ceil(VOLUME_BYTES_MIN / clusterBytes));
  const places = regions(clusterCount);
  return { ...places, volumeLength: places.heapOffset + clusterCount * perCluster, clusterCount };
}
