/** A worker of the crew: hashes, packs and expands slots. It sees the ring and nothing else of the program. */
import { type FileHandle, open } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { expandChunks, packChunks } from './chunks.ts';
import { createCodec } from './codec.ts';
import type { Order, WorkerSetUp } from './crew.ts';
import { createHashStream, type HashName, type HashStream } from './hashes.ts';
import { packedOf, plainOf } from './ring.ts';

const FILE_WINDOW_BYTES = 1 << 20;

const { ring, hashes, port } = { ...(workerData as WorkerSetUp), port: parentPort };
const codec = createCodec();
const streams = new Map<HashName, HashStream>();
let file: { handle: FileHandle; at: number; hash: HashStream; window: Buffer } | null = null;

async function carryOut(order: Order): Promise<unknown> {
  switch (order.kind) {
    case 'hash': {
      const plain = plainOf(ring, order.slot).subarray(0, order.bytes);
      for (const stream of streams.values()) stream.update(plain);
      return null;
    }
    case 'pack': {
      const plain = plainOf(ring, order.slot).subarray(0, order.bytes);
      return packChunks(codec, plain, packedOf(ring, order.slot), order.chunkBytes, order.compression);
    }
    case 'expand':
      return expandChunks(codec, packedOf(ring, order.slot), plainOf(ring, order.slot), order.places, order.chunkBytes);
    case 'so-far':
      return streams.get(order.hash)?.soFar() ?? null;
    case 'digests': {
      const digests = [...streams].map(([name, stream]) => [name, stream.hex()] as const);
      beginHashes();
      return Object.fromEntries(digests);
    }
    case 'open-file':
      file = {
        handle: await open(order.path, 'r'),
        at: 0,
        hash: createHashStream('sha256'),
        window: Buffer.allocUnsafe(FILE_WINDOW_BYTES),
      };
      return null;
    case 'hash-file':
      return hashFile(order.upTo);
    case 'close-file':
      return closeFile();
  }
}

/** Follows the reader through the file: what it reads has just been read and costs no second access to the medium. */
async function hashFile(upTo: number): Promise<null> {
  while (file !== null && file.at < upTo) {
    const wanted = Math.min(file.window.length, upTo - file.at);
    const { bytesRead } = await file.handle.read(file.window, 0, wanted, file.at);
    if (bytesRead === 0) break;
    file.hash.update(file.window.subarray(0, bytesRead));
    file.at += bytesRead;
  }
  return null;
}

async function closeFile(): Promise<string> {
  await hashFile(Number.POSITIVE_INFINITY);
  await file?.handle.close();
  const digest = file?.hash.hex() ?? '';
  file = null;
  return digest;
}

function beginHashes(): void {
  for (const name of hashes) streams.set(name, createHashStream(name));
}

function begin(): void {
  beginHashes();
  // One order after the other, as they came: a hash stream must see its slots in order.
  let last: Promise<void> = Promise.resolve();
  port?.on('message', (order: Order) => {
    last = last.then(async () => {
      try {
        port.postMessage({ id: order.id, result: await carryOut(order) });
      } catch (error) {
        port.postMessage({ id: order.id, error });
      }
    });
  });
}

begin();
