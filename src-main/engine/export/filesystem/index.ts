/**
 * filesystem: the exFAT file system, written in one sequential pass and read back.
 *
 * Terms are those of Microsoft's exFAT specification: boot region, FAT, cluster heap, directory entry set.
 * Promises: no file is fragmented, memory stays flat whatever the size, the same tree gives the same bytes; a reader
 * believes nothing unchecked and turns damage into findings.
 * Never: changes a file system that exists, asks for a privilege, follows a path of the host.
 */
export type { ByteSource } from './byteSource.ts';
export { checkExfat } from './exfat/check.ts';
export { readExfatFile } from './exfat/content.ts';
export type { ExfatEntry, ExfatFinding, ExfatVolume } from './exfat/found.ts';
export type { PlanOptions } from './exfat/plan.ts';
export { openExfat } from './exfat/read.ts';
export { type ExfatLayout, layoutExfat } from './exfat/write.ts';
export type { FileTree, TreeFile, TreeFolder, TreeTime } from './tree.ts';
