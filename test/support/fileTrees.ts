/** A file tree written into a folder, as the simplest possible reader of it would. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileTree, TreeFile, TreeTime } from '../../src-main/engine/export/filesystem/index.ts';
import { sha256Hex, utcMs } from '../../src-main/engine/lib/index.ts';

export const TREE_TIME: TreeTime = { at: utcMs(Date.UTC(2026, 10, 24, 4, 0, 0)), offsetMinutes: 480 };

export async function writeTree(tree: FileTree, folder: string): Promise<void> {
  for (const file of tree.files) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of file.open()) chunks.push(Uint8Array.from(chunk));
    const content = Buffer.concat(chunks);
    if (content.length !== file.sizeBytes)
      throw new Error(`${file.path}: ${content.length} of ${file.sizeBytes} bytes`);
    mkdirSync(dirname(join(folder, file.path)), { recursive: true });
    writeFileSync(join(folder, file.path), content);
  }
}

export function payloadFile(path: string, content: Uint8Array): TreeFile {
  return {
    path,
    sizeBytes: content.length,
    modifiedAt: TREE_TIME,
    sha256: sha256Hex(createHash('sha256').update(content).digest('hex')),
    async *open() {
      // In two pieces, as content that streams would come.
      const middle = content.length >> 1;
      if (middle > 0) yield content.subarray(0, middle);
      yield content.subarray(middle);
    },
  };
}
