/** What an acquisition is given: who approved it, where it is logged and kept, what opens its source. */
import type { ImageRecord } from '../../../src-preload/contract/index.ts';
import type { Approval } from '../ceremony/index.ts';
import type { Clock } from '../lib/index.ts';
import type { OperationLog } from '../oplog/index.ts';
import type { ReadOnlySource } from './sources/index.ts';

/** Keeps images with their exhibits; implemented by the room of cases. */
export interface ImageRecorder {
  recordImage(image: Omit<ImageRecord, 'id'>): ImageRecord;
}

export interface AcquireTools {
  readonly approval: Approval<'acquire'>;
  readonly log: OperationLog;
  readonly images: ImageRecorder;
  readonly clock: Clock;
  readonly version: string;
  /** What the parameters' ids stand for, as it is written into the image. */
  readonly exhibit: { readonly caseNumber: string; readonly number: string; readonly name: string };
  /** What opens the source; the operating system's unless told. */
  readonly openSource?: (path: string) => Promise<ReadOnlySource>;
}

/** An image before the log has given it a place and the case an id. */
export type NewImage = Omit<ImageRecord, 'id' | 'logIndex'>;
