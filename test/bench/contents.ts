/** Media for the benches: half ordinary files, a quarter random, a quarter zeros; or ordinary files throughout. */
import { randomFillSync } from 'node:crypto';
import { closeSync, ftruncateSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs';
import { join, resolve } from 'node:path';

const MIB = 1 << 20;

export function writeMixedMedium(path: string, bytes: number): void {
  const file = openSync(path, 'w');
  const half = Math.floor(bytes / 2);
  writeFiles(file, half);
  const block = new Uint8Array(MIB);
  for (let at = half; at < half + bytes / 4; at += MIB) {
    randomFillSync(block);
    writeSync(file, block, 0, MIB, at);
  }
  ftruncateSync(file, bytes);
  closeSync(file);
}

export function writeFilesMedium(path: string, bytes: number): void {
  const file = openSync(path, 'w');
  writeFiles(file, bytes);
  closeSync(file);
}

/** The project's own dependencies, again and again until it is full. */
function writeFiles(file: number, bytes: number): void {
  let at = 0;
  while (at < bytes) {
    for (const path of filesIn(resolve(import.meta.dirname, '../../node_modules'))) {
      if (at >= bytes) break;
      const content = readFileSync(path);
      at += writeSync(file, content, 0, Math.min(content.length, bytes - at), at);
    }
  }
}

function* filesIn(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else if (entry.isFile() && statSync(path).size < 16 * MIB) yield path;
  }
}
