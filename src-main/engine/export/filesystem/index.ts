/**
 * filesystem: the exFAT file system, written in one sequential pass and read back.
 *
 * Terms are those of Microsoft's exFAT specification: boot region, FAT, cluster heap, directory entry set, stream extension.
 * Promises: no file is fragmented, memory stays flat whatever the size, the same tree gives the same bytes.
 * Never: changes a file system that exists, asks for a privilege, follows a path of the host.
 */
export type { FileTree, TreeFile, TreeFolder, TreeTime } from './tree.ts';
