/** B16 (CFTT AO-03): an error while the image is written is told, with the file that it happened to. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { mixedContent } from '../support/images.ts';
import { preparedAcquisition } from '../support/preparedAcquisition.ts';

it.each(['raw', 'e01'] as const)('B16: the system refuses to write beyond a limit (EFBIG), as %s', (format) => {
  const { parameters, destination } = preparedAcquisition(mixedContent(5_000_000), { format, compression: 'none' });
  const script = resolve(import.meta.dirname, '../support/killedAcquisition.ts');
  // RLIMIT_FSIZE in blocks of 1 KiB: a write is cut short first, and refused then.
  const command = `ulimit -f 2000; trap '' XFSZ; exec "$@"`;
  const args = [process.execPath, script, JSON.stringify(parameters), '-1'];
  const { status, stderr } = spawnSync('bash', ['-c', command, 'bash', ...args], { encoding: 'utf8' });
  expect(status).not.toBe(0);
  expect(stderr).toContain('imaging.write-failed');
  expect(stderr).toContain('EFBIG');
  expect(readdirSync(destination).filter((name) => !name.endsWith('.partial'))).toEqual([]);
});
