/** `npm run bench -- NAME [--size 512M] [--runs 3] [--json FILE]`: runs `test/bench/NAME.bench.ts`, ours and each peer in turn. */
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { handOver } from './setup.mjs';

const ENDING = '.bench.ts';
const folder = resolve(import.meta.dirname, '../test/bench');
const names = readdirSync(folder)
  .filter((file) => file.endsWith(ENDING))
  .map((file) => file.slice(0, -ENDING.length));
const [name, ...args] = process.argv.slice(2);

if (name === undefined || !names.includes(name)) {
  process.stderr.write(`Which bench? One of: ${names.join(', ')}\n`);
  process.exit(2);
}
handOver(join('test/bench', name + ENDING), args);
