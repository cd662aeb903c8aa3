/** One Argon2id computation (RFC 9106), off the main thread: 64 MiB and a good part of a second. */
import { parentPort, workerData } from 'node:worker_threads';
import { argon2id } from 'hash-wasm';
import type { Argon2Task } from './argon2.ts';

const task = workerData as Argon2Task;

// A failure is left unhandled on purpose: it ends the worker, and the main thread gets it as the worker's error.
void argon2id({
  password: task.password,
  salt: task.salt,
  memorySize: task.cost.memoryKib,
  iterations: task.cost.passes,
  parallelism: task.cost.lanes,
  hashLength: task.lengthBytes,
  outputType: 'binary',
}).then((derived) => {
  task.password.fill(0);
  parentPort?.postMessage(derived);
});
