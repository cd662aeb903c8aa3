/**
 * Sealed volumes: the cipher against the runtime's own AES, in Node and in Electron; the whole way
 * (exFAT, AES-XTS, hashes, flush, read-back) against a plain copy, and a copy and hashes by stock tools.
 */
import { spawnSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { electronRuntime } from '../../scripts/runtime/electron.ts';
import { bundled } from './bundle.ts';
import { writeMixedMedium } from './contents.ts';
import { benchOptions, compare, finish, peer } from './measure.ts';

const options = benchOptions('1G');
const { bytes, runs, folder } = options;
const once = await bundled('volumeOnce.ts', join(folder, 'program'));
const medium = join(folder, 'medium.raw');
const target = join(folder, 'sealed.hc');
writeMixedMedium(medium, bytes);

const inNode = `${process.execPath} ${once}`;
const inElectron = `env ELECTRON_RUN_AS_NODE=1 ${(await electronRuntime()).executable} ${once}`;
const fresh = { before: () => rmSync(target, { force: true }), after: () => statSync(target).size };

process.stdout.write('\nAES-256-XTS against AES-256-ECB of the same runtime\n');
for (const [name, command] of [
  ['Electron', inElectron],
  ['Node', inNode],
] as const) {
  const { stdout } = spawnSync('sh', ['-c', `${command} cipher ${bytes}`], { encoding: 'utf8' });
  const { ecb, xts, crew } = JSON.parse(stdout.split('\n')[0] ?? '') as Record<'ecb' | 'xts' | 'crew', number>;
  const against = (rate: number): string => `${rate.toFixed(0)} MB/s ${(rate / ecb).toFixed(2)}x`;
  process.stdout.write(
    `  ${name.padEnd(10)} ECB ${ecb.toFixed(0)} MB/s, XTS in one thread ${against(xts)}, in both workers ${against(crew)}\n`,
  );
}

const whole = compare('a file into a volume, flushed and read back', bytes, runs, [
  { name: 'plain copy in Electron, flushed', command: `${inElectron} copy ${medium} ${target}`, ...fresh },
  { name: 'VeraCrypt volume in Electron', command: `${inElectron} seal veracrypt ${medium} ${target}`, ...fresh },
  { name: 'VeraCrypt volume in Node', command: `${inNode} seal veracrypt ${medium} ${target}`, ...fresh },
  { name: 'LUKS2 volume in Electron', command: `${inElectron} seal luks2 ${medium} ${target}`, ...fresh },
  {
    name: 'dd, flushed, and sha256sum of both',
    command: peer('dd', `bash -c 'dd if=${medium} of=${target} bs=1M conv=fsync && sha256sum ${medium} ${target}'`),
    ...fresh,
  },
]);

finish(options, { whole });
