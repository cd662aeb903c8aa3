/** Imaging into E01 with fast compression and verifying it, against libewf's tools, on two kinds of medium. */
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bundled } from './bundle.ts';
import { writeFilesMedium, writeMixedMedium } from './contents.ts';
import { benchOptions, type Contestant, compare, type Figures, finish, peer } from './measure.ts';

const options = benchOptions('1G');
const { bytes, runs, folder } = options;
const once = await bundled('imageOnce.ts', join(folder, 'program'));
const groups: Record<string, Figures[]> = {};

const MEDIA = { mixed: writeMixedMedium, files: writeFilesMedium } as const;
for (const [kind, write] of Object.entries(MEDIA)) {
  const medium = join(folder, `${kind}.raw`);
  write(medium, bytes);
  groups[`image ${kind}`] = compare(`E01, fast compression, medium: ${kind}`, bytes, runs, [
    acquiring('ewfacquire, MD5 + SHA-1 + SHA-256', 'ewf', (target) =>
      peer('ewfacquire', `ewfacquire -u -q -f encase6 -c fast -S 7EiB -d sha1 -d sha256 -t ${target} ${medium}`),
    ),
    acquiring('Sealbench, MD5 + SHA-1 + SHA-256', 'three', (target) => ours('md5,sha1,sha256', medium, target)),
    acquiring('Sealbench, MD5 + SHA-1 + SHA-256 + SM3', 'four', (target) =>
      ours('md5,sha1,sha256,sm3', medium, target),
    ),
    acquiring('ewfacquire, MD5', 'ewfmd5', (target) =>
      peer('ewfacquire', `ewfacquire -u -q -f encase6 -c fast -S 7EiB -t ${target} ${medium}`),
    ),
    acquiring('Sealbench, MD5', 'one', (target) => ours('md5', medium, target)),
  ]);
  const image = join(folder, 'one', 'image.E01');
  groups[`verify ${kind}`] = compare(`verifying an E01, medium: ${kind}`, bytes, runs, [
    { name: 'ewfverify, MD5', command: peer('ewfverify', `ewfverify -q ${image}`) },
    { name: 'Sealbench, MD5 and SHA-256 of each segment', command: `${process.execPath} ${once} verify md5 ${image}` },
  ]);
  rmSync(medium);
}
finish(options, groups);

function ours(hashes: string, medium: string, target: string): string {
  return `${process.execPath} ${once} image e01 fast ${hashes} ${medium} $(dirname ${target})`;
}

/** Each contestant writes into a folder of its own, emptied before each run. */
function acquiring(name: string, place: string, command: (target: string) => string | null): Contestant {
  const target = join(folder, place);
  const made = command(join(target, 'image'));
  return {
    name,
    command: made === null ? null : `bash -c '${made}'`,
    before: () => {
      rmSync(target, { recursive: true, force: true });
      mkdirSync(target);
    },
    after: () => readdirSync(target).reduce((sum, file) => sum + statSync(join(target, file)).size, 0),
  };
}
