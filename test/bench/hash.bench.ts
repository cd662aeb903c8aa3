/** The hash pass: MD5, SHA-1, SHA-256 and SM3 at once, against each alone and against tools that do the same. */
import { join } from 'node:path';
import { bundled } from './bundle.ts';
import { writeMixedMedium } from './contents.ts';
import { benchOptions, compare, finish, isInstalled, peer } from './measure.ts';

const options = benchOptions('1G');
const { bytes, runs, folder } = options;
const once = await bundled('imageOnce.ts', join(folder, 'program'));
const medium = join(folder, 'medium.raw');
writeMixedMedium(medium, bytes);

const ours = (hashes: string): string => `${process.execPath} ${once} hash ${hashes} ${medium}`;

const three = compare('MD5, SHA-1 and SHA-256 in one pass', bytes, runs, [
  { name: 'Sealbench', command: ours('md5,sha1,sha256') },
  { name: 'Sealbench, MD5 alone (the slowest of them)', command: ours('md5') },
  { name: 'hashdeep', command: peer('hashdeep', `hashdeep -c md5,sha1,sha256 ${medium}`) },
  {
    name: 'dc3dd',
    command: peer('dc3dd', `dc3dd if=${medium} hash=md5 hash=sha1 hash=sha256 log=/dev/null of=/dev/null`),
  },
  { name: 'dcfldd', command: peer('dcfldd', `dcfldd if=${medium} hash=md5,sha1,sha256 bs=1M of=/dev/null`) },
  {
    name: 'coreutils, three processes at once',
    command: peer('sha256sum', `bash -c 'md5sum ${medium} & sha1sum ${medium} & sha256sum ${medium} & wait'`),
  },
  {
    name: 'openssl, one after the other',
    command: peer('openssl', `bash -c 'for h in md5 sha1 sha256; do openssl dgst -$h ${medium}; done'`),
  },
]);

const all = compare('with SM3 as a fourth', bytes, runs, [
  { name: 'Sealbench, four hashes', command: ours('md5,sha1,sha256,sm3') },
  { name: 'Sealbench, SM3 alone (the slowest of them)', command: ours('sm3') },
  { name: 'openssl, SM3 alone', command: isInstalled('openssl') ? `openssl dgst -sm3 ${medium}` : null },
]);

finish(options, { three, all });
