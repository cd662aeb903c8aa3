/**
 * What a source is, before or beside keeping its records: format, counts, people, times, the completeness certificate,
 * the root over its records, what could not be taken in. What `import --detect` prints.
 */

import { createHash } from 'node:crypto';
import type { FormatId } from '../../../src-preload/contract/sourceWords.ts';
import { type Sha256Hex, sha256Hex } from '../lib/index.ts';
import { sealRecord } from './canonicalForm.ts';
import { CompletenessCheck } from './completeness/certificate.ts';
import type { CheckOutcome } from './completeness/finding.ts';
import { type DetectedPart, detectSource } from './detectSource.ts';
import type { Conversation, Message, MessageType, Person, Place } from './model.ts';
import type { Assumption, Declaration, Detection, ReadOptions, RecordSink } from './reader.ts';
import { readPart } from './readSource.ts';
import { RecordTree } from './recordTree.ts';
import type { SourceFile } from './source/sourceFile.ts';
import { orderMs, type RecordedTime, type TimeKind } from './time/recordedTime.ts';
import type { IntakeWarning, WarningCode } from './warnings.ts';

export interface SourceSummary {
  readonly format: FormatId;
  readonly file: string;
  readonly member: string | null;
  /** Files read together with it. */
  readonly companions: readonly string[];
  readonly sizeBytes: number;
  readonly sha256: Sha256Hex;
  readonly detection: Detection;
  readonly records: number;
  readonly conversations: number;
  /** Everybody the source names, and those of them who sent something. */
  readonly people: number;
  readonly senders: number;
  readonly types: Readonly<Partial<Record<MessageType, number>>>;
  readonly times: Readonly<Record<TimeKind, number>>;
  /** Null when every record is undated. */
  readonly first: SummaryTime | null;
  readonly last: SummaryTime | null;
  readonly assumptions: readonly Assumption[];
  readonly completeness: readonly CheckOutcome[];
  /** RFC 9162 root over the records, lower-case hexadecimal. */
  readonly merkleRoot: string;
  readonly warnings: readonly IntakeWarning[];
  readonly warningCounts: Readonly<Partial<Record<WarningCode, number>>>;
  /** Warnings that stand for something of the source missing from the records. */
  readonly lost: number;
}

export interface SummaryTime {
  /** As the source wrote it. */
  readonly recorded: string;
  /** ISO 8601: an instant ends in `Z`, a wall clock whose zone nobody named has no offset. */
  readonly iso: string;
  readonly kind: TimeKind;
}

export interface PathSummary {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'archive';
  readonly sources: readonly SourceSummary[];
  readonly mediaFiles: number;
  /** What of the path is not read, and why. */
  readonly warnings: readonly IntakeWarning[];
}

export async function summarise(path: string, options: ReadOptions = {}): Promise<PathSummary> {
  const detected = await detectSource(path, options.format);
  try {
    const sources: SourceSummary[] = [];
    for (const part of detected.parts) {
      const summary = new SourceSummariser(part);
      await readPart(part, options, summary);
      sources.push({ ...summary.result(), ...(await identity(part.file)) });
    }
    const { kind, mediaFiles, warnings } = detected;
    return { path, kind, sources, mediaFiles, warnings };
  } finally {
    detected.close();
  }
}

async function identity(file: SourceFile): Promise<Pick<SourceSummary, 'sizeBytes' | 'sha256'>> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  try {
    for await (const chunk of file.chunks()) {
      hash.update(chunk);
      sizeBytes += chunk.length;
    }
  } catch {
    // A damaged member: the reading has reported it; the hash is of what can be had.
  }
  return { sizeBytes, sha256: sha256Hex(hash.digest('hex')) };
}

/** Warnings kept; all are counted. */
const MOST_WARNINGS = 1000;

/** Takes what a reader gives and keeps counts only. */
class SourceSummariser implements RecordSink {
  readonly #part: DetectedPart;
  readonly #completeness: CompletenessCheck;
  readonly #tree = new RecordTree();
  readonly #conversations = new Set<string>();
  readonly #people = new Set<string>();
  readonly #senders = new Set<string>();
  readonly #types: Partial<Record<MessageType, number>> = {};
  readonly #times: Record<TimeKind, number> = { recorded: 0, asserted: 0, local: 0, undated: 0 };
  readonly #assumptions: Assumption[] = [];
  readonly #warnings: IntakeWarning[] = [];
  readonly #warningCounts: Partial<Record<WarningCode, number>> = {};
  readonly #clock = new Extremes();
  /** Records whose time is a day without an hour: they count only where there are no others. */
  readonly #days = new Extremes();
  #lost = 0;

  constructor(part: DetectedPart) {
    this.#part = part;
    this.#completeness = new CompletenessCheck(part.reader.numbering);
  }

  conversation({ key }: Conversation): void {
    this.#conversations.add(key);
  }

  person({ key }: Person): void {
    this.#people.add(key);
  }

  record(message: Message, place: Place, raw: Buffer): void {
    this.#tree.append(sealRecord(message, raw).leafEntry);
    this.#completeness.record(message, place);
    const { conversation, sender, type, time } = message;
    this.#conversations.add(conversation);
    if (sender !== null) {
      this.#people.add(sender);
      this.#senders.add(sender);
    }
    this.#types[type] = (this.#types[type] ?? 0) + 1;
    this.#times[time.kind] += 1;
    (time.precision === 'day' ? this.#days : this.#clock).add(time);
  }

  readonly warning = (warning: IntakeWarning): void => {
    this.#warningCounts[warning.code] = (this.#warningCounts[warning.code] ?? 0) + 1;
    if (warning.lost) this.#lost += 1;
    if (this.#warnings.length < MOST_WARNINGS) this.#warnings.push(warning);
  };

  declared(declaration: Declaration): void {
    this.#completeness.declared(declaration);
  }

  assumed(assumption: Assumption): void {
    this.#assumptions.push(assumption);
  }

  async drained(): Promise<void> {}

  result(): Omit<SourceSummary, 'sizeBytes' | 'sha256'> {
    const { file, companions, reader, detection } = this.#part;
    const extremes = this.#clock.first === null ? this.#days : this.#clock;
    return {
      format: reader.id,
      file: file.part.file,
      member: file.part.member,
      companions: companions.map(({ path }) => path),
      detection,
      records: this.#tree.size,
      conversations: this.#conversations.size,
      people: this.#people.size,
      senders: this.#senders.size,
      types: this.#types,
      times: this.#times,
      first: shownTime(extremes.first),
      last: shownTime(extremes.last),
      assumptions: this.#assumptions,
      completeness: this.#completeness.outcomes(),
      merkleRoot: this.#tree.root(),
      warnings: this.#warnings,
      warningCounts: this.#warningCounts,
      lost: this.#lost,
    };
  }
}

class Extremes {
  first: RecordedTime | null = null;
  last: RecordedTime | null = null;
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;

  add(time: RecordedTime): void {
    const at = orderMs(time);
    if (at === null) return;
    if (at < this.#low) {
      this.#low = at;
      this.first = time;
    }
    if (at > this.#high) {
      this.#high = at;
      this.last = time;
    }
  }
}

function shownTime(time: RecordedTime | null): SummaryTime | null {
  const at = time === null ? null : orderMs(time);
  if (time === null || at === null) return null;
  const utc = new Date(at).toISOString();
  const digits = time.precision === 'millisecond' ? utc : utc.replace('.000Z', 'Z');
  const iso = time.utcMs === null ? digits.slice(0, -1) : digits;
  return { recorded: time.recorded, iso, kind: time.kind };
}
