/**
 * The one interface of all readers. A reader recognises a format by the first bytes of a file and turns the file into
 * messages; it stores nothing and remembers no more than names. What it gives is somebody else's to keep: a `RecordSink`.
 */
import type { DateOrder, Encoding, FormatId } from '../../../src-preload/contract/sourceWords.ts';
import type { ErrorDetails } from '../lib/index.ts';
import type { Head } from './head.ts';
import type { TableMapping } from './mapping.ts';
import type { Conversation, Message, Person, Place } from './model.ts';
import type { SourceFile } from './source/sourceFile.ts';
import type { EncodingFinding } from './text/detectEncoding.ts';
import type { NamedZone } from './time/zones.ts';
import type { WarningSink } from './warnings.ts';

export interface Reader {
  readonly id: FormatId;
  /** What the source's own running number says about completeness; null where the format has none. */
  readonly numbering: Numbering | null;
  /** Null when the file is none of this format. */
  detect(head: Head): Detection | null;
  /** Paths, out of the siblings', that are read together with the detected file and not by themselves. */
  gather?(path: string, siblings: readonly string[]): readonly string[];
  read(reading: Reading): Promise<void>;
}

export interface Numbering {
  readonly scope: 'conversation' | 'source';
  /**
   * `consecutive`: the source counts one by one, a hole is a strong lead. `rising`: documents promise no more than that
   * numbers rise, a hole is a weak lead.
   */
  readonly kind: 'consecutive' | 'rising';
}

export interface Detection {
  /** 0 to 1; the surest reader gets the file. Above 0.9 the format names itself. */
  readonly confidence: number;
  /** Sentence `intake.reason.<reason>` of the catalogue. */
  readonly reason: DetectionReason;
  readonly details: ErrorDetails;
}

export const DETECTION_REASONS = ['marker', 'columns', 'members', 'lines', 'fallback', 'asserted'] as const;
export type DetectionReason = (typeof DETECTION_REASONS)[number];

/** What a person says where the source is silent; each one is recorded as an assumption of the import. */
export interface ReadOptions {
  readonly encoding?: Encoding;
  /** IANA name or offset of the wall clocks in the source. */
  readonly zone?: string;
  readonly dateOrder?: DateOrder;
  /** Read as this format, whatever is recognised. */
  readonly format?: FormatId;
  /** Columns or members of a generic table. */
  readonly mapping?: TableMapping;
  readonly signal?: AbortSignal;
}

/** One file, with those that belong to it, being read. */
export interface Reading {
  readonly file: SourceFile;
  readonly companions: readonly SourceFile[];
  readonly head: Head;
  readonly options: ReadOptions;
  readonly zone: NamedZone | null;
  readonly sink: RecordSink;
  /** The encoding of a file: the person's word, else what the whole file shows; recorded as an assumption. */
  encodingOf(file: SourceFile): Promise<EncodingFinding>;
}

export interface RecordSink {
  /** May come again for the same key, with more known. Keys may be used before they are told. */
  conversation(conversation: Conversation): void;
  person(person: Person): void;
  /** `raw` are the bytes of `place`; they stay valid. */
  record(message: Message, place: Place, raw: Buffer): void;
  warning: WarningSink;
  declared(declaration: Declaration): void;
  assumed(assumption: Assumption): void;
  /** Awaited between buffers: a slow consumer slows the reading. */
  drained(): Promise<void>;
}

/** What the source says about itself, to be held against what is found. */
export type Declaration =
  | { readonly kind: 'message-count'; readonly conversation: string | null; readonly count: number }
  | { readonly kind: 'completeness'; readonly complete: boolean; readonly facts: Readonly<Record<string, string>> };

/** Something the records rest on that their bytes do not say. */
export interface Assumption {
  readonly about: 'encoding' | 'zone' | 'date-order' | 'mapping' | 'text-repair' | 'identity';
  readonly value: string;
  /** Who says so: a person, the content of the file, the format's documentation. */
  readonly by: 'person' | 'content' | 'format';
  /** Sentence `intake.assumption.<reason>` of the catalogue. */
  readonly reason: string;
  readonly details: ErrorDetails;
}
