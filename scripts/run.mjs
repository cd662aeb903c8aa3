#!/usr/bin/env node
/** `node scripts/run.mjs NAME …` runs `scripts/NAME.ts`: what `npm start`, `npm test` and their like call. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, handOver, root } from './setup.mjs';

const [name, ...args] = process.argv.slice(2);
const file = join('scripts', `${name}.ts`);
if (!name || !/^[a-zA-Z]+$/.test(name) || !existsSync(join(root, file))) {
  process.stderr.write(`No such script: ${name ?? ''}\n`);
  process.exit(2);
}
ensureInstalled();
handOver(file, args);
