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
import { XtsCrew } from '../../src-main/engine/export/volume/xts/xtsCrew.ts';
import { useBundledWorkers } from '../../src-main/engine/lib/index.ts';
import { TREE_TIME } from '../support/fileTrees.ts';
import { quietJob } from '../support/quietJob.ts';

const PASSPHRASE = 'a passphrase of more than twenty letters';
/** A cheap key: the bench is about the bytes. */
const PIM = 1;
const MIB = 1 << 20;
const TURN = 16 * MIB;

const [what, ...args] = process.argv.slice(2);

/**
 * The runtime's own AES-256-ECB, our AES-256-XTS over it in one thread, and the same with both workers, in turns of 16 MiB,
 * so that what else the machine does falls on all alike. Prints medians.
 */
async function cipher([bytes]: string[]): Promise<void> {
  const aes = createCipheriv('aes-256-ecb', randomBytes(32), null).setAutoPadding(false);
  const xts = new XtsCipher(randomBytes(64));
  const crew = new XtsCrew(randomBytes(64), 'encrypt');
  const batch = new Uint8Array(256 * 1024);
  const buffer = new Uint8Array(MIB);
  let ring = Array.from({ length: TURN / MIB }, () => new ArrayBuffer(MIB));
  const contestants: Readonly<Record<string, (firstUnit: bigint) => unknown>> = {
    ecb: () => repeat(TURN / batch.length, () => aes.update(batch)),
    xts: (firstUnit) => repeat(TURN / MIB, () => xts.encrypt(buffer, firstUnit)),
    crew: async (firstUnit) => {
      ring = await Promise.all(ring.map((lent) => crew.transform({ buffer: lent, bytes: MIB, firstUnit })));
    },
  };
  const times = new Map(Object.keys(contestants).map((name) => [name, [] as number[]]));
  for (let at = 0; at < Number(bytes); at += TURN) {
    for (const [name, work] of Object.entries(contestants)) {
      const start = process.hrtime.bigint();
      await work(BigInt(at / 512));
      times.get(name)?.push(Number(process.hrtime.bigint() - start) / 1e9);
    }
  }
  await crew.close();
  const rates = [...times].map(([name, seconds]) => [name, TURN / 1e6 / median(seconds)]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(rates))}\n`);
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
