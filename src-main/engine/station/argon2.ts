/** The key that a password gives: Argon2id (RFC 9106) over the NFKC form of the password, in a worker of its own. */
import { randomBytes } from 'node:crypto';
import { BugError, startWorker, utf8 } from '../lib/index.ts';

export interface Argon2Cost {
  /** KiB of memory, m in RFC 9106. */
  readonly memoryKib: number;
  /** t in RFC 9106. */
  readonly passes: number;
  /** p in RFC 9106. */
  readonly lanes: number;
}

export interface Argon2Task {
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly cost: Argon2Cost;
  readonly lengthBytes: number;
}

/** RFC 9106 §4, second recommended option: 64 MiB, three passes, four lanes. */
export const PASSWORD_COST: Argon2Cost = { memoryKib: 65536, passes: 3, lanes: 4 };

/** RFC 9106 §4 recommends 128 bits. */
const SALT_BYTES = 16;
const KEY_BYTES = 32;

export function newSalt(): Uint8Array {
  return new Uint8Array(randomBytes(SALT_BYTES));
}

/** 32 bytes. */
export function passwordKey(password: string, salt: Uint8Array, cost: Argon2Cost): Promise<Uint8Array> {
  // NIST SP 800-63B-4 §3.1.1.2: normalised, so that one password is one byte string on every keyboard.
  return argon2id({ password: utf8(password.normalize('NFKC')), salt, cost, lengthBytes: KEY_BYTES });
}

export function argon2id(task: Argon2Task): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = startWorker(new URL('./argon2.worker.ts', import.meta.url), { workerData: task });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new BugError('bug.worker-silent', { worker: 'argon2' })));
  });
}

/** True when `present` asks for more of anything than `stored` did. */
export function costsMore(present: Argon2Cost, stored: Argon2Cost): boolean {
  return present.memoryKib > stored.memoryKib || present.passes > stored.passes || present.lanes > stored.lanes;
}
