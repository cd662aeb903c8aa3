/**
 * One pass for the volume bench, bundled and run in a process of its own, in Node or in Electron:
 * `cipher BYTES`, `copy SOURCE TARGET`, `seal FORMAT SOURCE TARGET`, `read TARGET`. Prints the peak memory in MB.
 */
import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileTree } from '../../src-main/engine/export/filesystem/index.ts';
import { openSealedVolume, type VolumeFormat, writeSealedVolume } from '../../src-main/engine/export/volume/index.ts';
import { XtsCipher } from '../../src-main/engine/export/volume/xts/xtsCipher.ts';
import { useBundledWorkers } from '../../src-main/engine/lib/index.ts';
import { TREE_TIME } from '../support/fileTrees.ts';
import { quietJob } from '../support/quietJob.ts';

const PASSPHRASE = 'a passphrase of more than twenty letters';
/** A cheap key: the bench is about the bytes. */
const PIM = 1;
const MIB = 1 << 20;

const [what, ...args] = process.argv.slice(2);

/**
 * AES-256-XTS and the runtime's own AES-256-ECB, which it is built on, in turns of 16 MiB in one thread, so that what else
 * the machine does falls on both alike. Prints medians.
 */
function cipher([bytes]: string[]): Promise<void> {
  const aes = createCipheriv('aes-256-ecb', randomBytes(32), null).setAutoPadding(false);
  const xts = new XtsCipher(randomBytes(64));
  const batch = new Uint8Array(256 * 1024);
  const buffer = new Uint8Array(MIB);
  const turn = 16 * MIB;
  const ecb: number[] = [];
  const whole: number[] = [];
  for (let at = 0; at < Number(bytes); at += turn) {
    ecb.push(seconds(() => repeat(turn / batch.length, () => aes.update(batch))));
    whole.push(seconds(() => repeat(turn / MIB, () => xts.encrypt(buffer, BigInt(at / 512)))));
  }
  const rate = (times: number[]): number => turn / 1e6 / median(times);
  const figures = { ecb: rate(ecb), xts: rate(whole), ratio: rate(whole) / rate(ecb) };
  process.stdout.write(`${JSON.stringify(figures)}\n`);
  return Promise.resolve();
}

function seconds(work: () => void): number {
  const start = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

function repeat(times: number, work: () => void): void {
  for (let time = 0; time < times; time += 1) work();
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

async function copy([source, target]: string[]): Promise<void> {
  const from = await open(source ?? '');
  const to = await open(target ?? '', 'w');
  const buffer = new Uint8Array(MIB);
  for (let at = 0; ; ) {
    const { bytesRead } = await from.read(buffer, 0, MIB, at);
    if (bytesRead === 0) break;
    await to.write(buffer, 0, bytesRead, at);
    at += bytesRead;
  }
  await to.sync();
  await to.close();
  await from.close();
}

async function seal([format, source = '', target = '']: string[]): Promise<void> {
  const file = {
    path: 'medium.raw',
    sizeBytes: statSync(source).size,
    modifiedAt: TREE_TIME,
    open: () => createReadStream(source, { highWaterMark: MIB }),
  };
  const tree: FileTree = { files: [file], folders: [], madeAt: TREE_TIME };
  const pim = format === 'veracrypt' ? { pim: PIM } : {};
  await writeSealedVolume({
    target,
    format: format as VolumeFormat,
    passphrase: PASSPHRASE,
    ...pim,
    label: 'bench',
    tree,
    job: quietJob(),
  });
}

async function read([target = '']: string[]): Promise<void> {
  const volume = await openSealedVolume(target, PASSPHRASE, { pim: PIM });
  const digest = createHash('sha256');
  for await (const chunk of volume.readFile('medium.raw')) digest.update(chunk);
  await volume.close();
}

const passes: Readonly<Record<string, (args: string[]) => Promise<void>>> = { cipher, copy, seal, read };
useBundledWorkers(join(__dirname, 'workers'));
void passes[what ?? '']?.(args).then(() => {
  process.stdout.write(`${Math.round(process.resourceUsage().maxRSS / 1024)}\n`);
});
