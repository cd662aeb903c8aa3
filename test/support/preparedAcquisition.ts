/** An acquisition that only has to be started: a source, an empty destination, and parameters that fit both. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AcquireParameters } from '../../src-preload/contract/index.ts';
import { temporaryFolder } from './folders.ts';
import { acquireParameters } from './imaging.ts';

export interface PreparedAcquisition {
  readonly destination: string;
  readonly content: Uint8Array;
  readonly parameters: AcquireParameters;
}

export function preparedAcquisition(
  content: Uint8Array,
  changes: Partial<AcquireParameters> = {},
): PreparedAcquisition {
  const folder = temporaryFolder();
  const sourcePath = join(folder, 'source.img');
  writeFileSync(sourcePath, content);
  const destination = join(folder, 'images');
  mkdirSync(destination);
  const parameters = acquireParameters({ sourcePath, sourceBytes: content.length, destination, ...changes });
  return { content, destination, parameters };
}
