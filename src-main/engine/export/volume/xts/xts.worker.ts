/** Encrypts or decrypts the buffers it is sent, in the order in which they come, and sends them back: nothing is copied. */
import { parentPort, workerData } from 'node:worker_threads';
import { XtsCipher } from './xtsCipher.ts';
import type { XtsDone, XtsTask } from './xtsCrew.ts';

const { key, encrypting } = workerData as { readonly key: Uint8Array; readonly encrypting: boolean };
const cipher = new XtsCipher(key);
key.fill(0);

parentPort?.on('message', ({ buffer, bytes, firstUnit }: XtsTask) => {
  const data = new Uint8Array(buffer, 0, bytes);
  if (encrypting) cipher.encrypt(data, firstUnit);
  else cipher.decrypt(data, firstUnit);
  parentPort?.postMessage({ buffer } satisfies XtsDone, [buffer]);
});
