/**
 * The cipher in threads of its own, so that reading, hashing and writing go on meanwhile. Two: one reaches four fifths of
 * the runtime's AES, and whoever feeds it is faster.
 */
import type { Worker } from 'node:worker_threads';
import { BugError, startWorker } from '../../../lib/index.ts';

export interface XtsTask {
  readonly buffer: ArrayBuffer;
  /** From the beginning of the buffer; whole data units. */
  readonly bytes: number;
  readonly firstUnit: bigint;
}

export interface XtsDone {
  readonly buffer: ArrayBuffer;
}

interface Waiting {
  resolve(buffer: ArrayBuffer): void;
  reject(error: unknown): void;
}

const THREADS = 2;

export class XtsCrew {
  readonly #threads: readonly XtsThread[];
  #turn = 0;

  /** The key may be wiped afterwards. */
  constructor(key: Uint8Array, direction: 'encrypt' | 'decrypt') {
    this.#threads = Array.from({ length: THREADS }, () => new XtsThread(key, direction));
  }

  /** The buffer is given away and comes back changed, the same memory. */
  transform(task: XtsTask): Promise<ArrayBuffer> {
    this.#turn = (this.#turn + 1) % THREADS;
    return (this.#threads[this.#turn] as XtsThread).transform(task);
  }

  /** What is under way is lost, and its promise rejected. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }
}

class XtsThread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  #failure: Error | null = null;

  constructor(key: Uint8Array, direction: 'encrypt' | 'decrypt') {
    const workerData = { key: new Uint8Array(key), encrypting: direction === 'encrypt' };
    this.#worker = startWorker(new URL('./xts.worker.ts', import.meta.url), { workerData });
    workerData.key.fill(0);
    this.#worker.on('message', ({ buffer }: XtsDone) => this.#waiting.shift()?.resolve(buffer));
    this.#worker.on('error', (error: Error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new BugError('bug.worker-silent', { worker: 'xts' })));
  }

  /** Results come in the order of the calls. */
  transform(task: XtsTask): Promise<ArrayBuffer> {
    return new Promise((resolve, reject) => {
      if (this.#failure === null) {
        this.#waiting.push({ resolve, reject });
        this.#worker.postMessage(task, [task.buffer]);
      } else {
        reject(this.#failure);
      }
    });
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const waiting of this.#waiting.splice(0)) waiting.reject(this.#failure);
  }
}
