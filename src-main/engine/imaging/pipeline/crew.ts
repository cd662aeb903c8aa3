/**
 * The crew: as many workers as there are cores, side by side over one ring. A hash stays with its worker and gets its
 * slots in order; packing and expanding go to whoever has the least to do.
 */
import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { BugError, startWorker } from '../../lib/index.ts';
import type { ChunkPlace, Compression } from './chunks.ts';
import { type Hashes, type HashName, markingHash, placeHashes } from './hashes.ts';
import type { Ring, SharedRing } from './ring.ts';

export interface WorkerSetUp {
  readonly ring: SharedRing;
  readonly hashes: readonly HashName[];
}

type Task =
  | { readonly kind: 'hash'; readonly slot: number; readonly bytes: number }
  | {
      readonly kind: 'pack';
      readonly slot: number;
      readonly bytes: number;
      readonly chunkBytes: number;
      readonly compression: Compression;
    }
  | {
      readonly kind: 'expand';
      readonly slot: number;
      readonly places: readonly ChunkPlace[];
      readonly chunkBytes: number;
    }
  | { readonly kind: 'so-far'; readonly hash: HashName }
  | { readonly kind: 'digests' }
  | { readonly kind: 'open-file'; readonly path: string }
  | { readonly kind: 'hash-file'; readonly upTo: number }
  | { readonly kind: 'close-file' };

export type Order = Task & { readonly id: number };

export interface Crew {
  /** Adds the slot's first `bytes` to every hash; calls must come in the medium's order. */
  hash(slot: number, bytes: number): Promise<void>;
  /** Sizes in the image, one a chunk (see `packChunks`). */
  pack(slot: number, bytes: number, chunkBytes: number, compression: Compression): Promise<Uint32Array>;
  /** Indexes of damaged chunks. */
  expand(slot: number, places: readonly ChunkPlace[], chunkBytes: number): Promise<number[]>;
  /** The marking hash of everything that was ordered to be hashed until now; null when there is only SM3. */
  markSoFar(): Promise<string | null>;
  /** What was hashed since the last call; the next pass begins anew. */
  digests(): Promise<Hashes>;
  /** SHA-256 of a file that somebody else is reading: `followTo` as far as they have come, `end` hashes the rest. */
  followFile(path: string): FileFollower;
  close(): Promise<void>;
}

export interface FileFollower {
  followTo(offset: number): void;
  end(): Promise<string>;
}

export interface CrewOptions {
  readonly ring: Ring;
  readonly hashes: readonly HashName[];
  /** Whether there is more to do than hashing: then every core gets a worker. */
  readonly packs: boolean;
}

const MOST_WORKERS = 8;
/** One in hand and one waiting: a worker never idles for the main thread, and late tasks can still go to others. */
const QUEUE_DEPTH = 2;

interface Member {
  readonly worker: Worker;
  readonly hashes: readonly HashName[];
  outstanding: number;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

export function createCrew({ ring, hashes, packs }: CrewOptions): Crew {
  const cores = Math.min(availableParallelism(), MOST_WORKERS);
  const members = placeHashes(hashes, cores)
    .filter((placed, index) => packs || placed.length > 0 || index === 0)
    .map(hire);
  const waiting = new Map<number, Waiting>();
  const backlog: { readonly task: Task; readonly waiting: Waiting }[] = [];
  let nextId = 0;
  let broken: Error | null = null;
  let dismissed = false;

  function hire(placed: readonly HashName[]): Member {
    const setUp: WorkerSetUp = { ring: ring.shared, hashes: placed };
    const worker = startWorker(new URL('./slot.worker.ts', import.meta.url), { workerData: setUp });
    const member: Member = { worker, hashes: placed, outstanding: 0 };
    worker.on('message', ({ id, result, error }: { id: number; result: unknown; error?: unknown }) => {
      member.outstanding--;
      const order = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) order?.resolve(result);
      else order?.reject(error);
      handOut();
    });
    worker.on('error', fail);
    worker.on('exit', () => {
      if (!dismissed) fail(new BugError('bug.worker-ended'));
    });
    return member;
  }

  function fail(error: Error): void {
    broken ??= error;
    for (const order of waiting.values()) order.reject(broken);
    for (const { waiting: order } of backlog.splice(0)) order.reject(broken);
    waiting.clear();
  }

  function send(member: Member, task: Task, order: Waiting): void {
    if (broken !== null) {
      order.reject(broken);
      return;
    }
    const id = nextId++;
    waiting.set(id, order);
    member.outstanding++;
    member.worker.postMessage({ ...task, id });
  }

  function order<Result>(member: Member, task: Task): Promise<Result> {
    return new Promise((resolve, reject) => {
      send(member, task, { resolve, reject });
    });
  }

  function share<Result>(task: Task): Promise<Result> {
    return new Promise((resolve, reject) => {
      backlog.push({ task, waiting: { resolve, reject } });
      handOut();
    });
  }

  function leastBusy(): Member {
    return members.reduce((least, member) => (member.outstanding < least.outstanding ? member : least));
  }

  function handOut(): void {
    while (backlog.length > 0) {
      const member = leastBusy();
      if (member.outstanding >= QUEUE_DEPTH && broken === null) return;
      const next = backlog.shift();
      if (next !== undefined) send(member, next.task, next.waiting);
    }
  }

  return {
    async hash(slot, bytes) {
      const hashing = members.filter((member) => member.hashes.length > 0);
      await Promise.all(hashing.map((member) => order(member, { kind: 'hash', slot, bytes })));
    },
    pack: (slot, bytes, chunkBytes, compression) => share({ kind: 'pack', slot, bytes, chunkBytes, compression }),
    expand: (slot, places, chunkBytes) => share({ kind: 'expand', slot, places, chunkBytes }),
    async markSoFar() {
      const hash = markingHash(hashes);
      const member = members.find((one) => hash !== null && one.hashes.includes(hash));
      return hash === null || member === undefined ? null : order<string>(member, { kind: 'so-far', hash });
    },
    async digests() {
      const parts = await Promise.all(members.map((member) => order<Hashes>(member, { kind: 'digests' })));
      const all = new Map(parts.flatMap((part) => Object.entries(part)));
      return Object.fromEntries(hashes.map((name) => [name, all.get(name)]));
    },
    followFile(path) {
      const member = leastLoaded(members);
      const opened = order(member, { kind: 'open-file', path });
      opened.catch(() => undefined);
      return {
        followTo(offset) {
          // A failure shows itself at the end, where somebody waits for it.
          order(member, { kind: 'hash-file', upTo: offset }).catch(() => undefined);
        },
        async end() {
          const digest = order<string>(member, { kind: 'close-file' });
          digest.catch(() => undefined);
          await opened;
          return digest;
        },
      };
    },
    async close() {
      dismissed = true;
      await Promise.all(members.map((member) => member.worker.terminate()));
    },
  };
}

/** The one with the cheapest hashes has time for the segment files' own hash. */
function leastLoaded(members: readonly Member[]): Member {
  return members[members.length - 1] as Member;
}
