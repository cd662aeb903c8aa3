/**
 * Runs one acquisition in a process of its own and kills it with SIGKILL once so many bytes were written (-1: never).
 * Arguments: parameters as JSON, the byte count.
 */
import { acquire } from '../../src-main/engine/imaging/index.ts';
import type { AcquireParameters } from '../../src-preload/contract/index.ts';
import { acquireTools, watchedJob } from './imaging.ts';

const [parameters, killAt] = process.argv.slice(2);
const job = watchedJob((bytes) => {
  if (Number(killAt) >= 0 && bytes >= Number(killAt)) process.kill(process.pid, 'SIGKILL');
});
await acquire(acquireTools(JSON.parse(parameters ?? '') as AcquireParameters), job);
