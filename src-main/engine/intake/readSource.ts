/** Reads the parts of a detected source one after the other into a sink, under the options a person gave. */
import { EvidenceError } from '../lib/index.ts';
import type { DetectedPart } from './detectSource.ts';
import type { Message, Place } from './model.ts';
import type { Assumption, Reading, ReadOptions, RecordSink } from './reader.ts';
import type { SourceFile } from './source/sourceFile.ts';
import { headOf } from './source/sourceFile.ts';
import { detectEncoding, type EncodingFinding, markOf } from './text/detectEncoding.ts';
import { namedZone } from './time/zones.ts';
import { flawed } from './warnings.ts';

/**
 * One part. What is wrong with its content goes to the sink as warnings; throws only what is wrong with the machine or
 * the options, and the signal's reason when it is aborted.
 */
export async function readPart(part: DetectedPart, options: ReadOptions, sink: RecordSink): Promise<void> {
  const checked = new CheckedSink(sink, options.signal);
  const zone = options.zone === undefined ? null : namedZone(options.zone);
  if (zone !== null) {
    checked.assumed({
      about: 'zone',
      value: zone.name,
      by: 'person',
      reason: 'zone-person',
      details: { zone: zone.name },
    });
  }
  const reading: Reading = {
    file: part.file,
    companions: part.companions,
    head: part.head,
    options,
    zone,
    sink: checked,
    encodingOf: (file) => encodingOf(file, options, checked),
  };
  try {
    await part.reader.read(reading);
  } catch (error) {
    if (!(error instanceof EvidenceError)) throw error;
    const { part: place } = part.file;
    const details = { ...error.details, error: error.code };
    checked.warning({ code: 'reading-stopped', part: place, offset: null, length: null, lost: true, details });
  }
}

async function encodingOf(file: SourceFile, options: ReadOptions, sink: RecordSink): Promise<EncodingFinding> {
  const finding = await findEncoding(file, options);
  const { encoding, certainty, reason, brokenAt } = finding;
  const by = reason === 'person' ? 'person' : 'content';
  const name = file.part.member ?? file.part.file;
  const details = { encoding, file: name, offset: brokenAt ?? 0 };
  if (reason !== 'ascii')
    sink.assumed({ about: 'encoding', value: encoding, by, reason: `encoding-${reason}`, details });
  if (certainty === 'guess') {
    sink.warning({ code: 'encoding-guessed', part: file.part, offset: null, length: null, lost: false, details });
  }
  return finding;
}

async function findEncoding(file: SourceFile, { encoding }: ReadOptions): Promise<EncodingFinding> {
  if (encoding === undefined) return detectEncoding(file);
  const markBytes = markOf(await headOf(file, 4))?.bytes ?? 0;
  return { encoding, certainty: 'certain', reason: 'person', markBytes, brokenAt: null };
}

/** Holds readers to what the model promises. */
class CheckedSink implements RecordSink {
  readonly #sink: RecordSink;
  readonly #signal: AbortSignal | undefined;
  readonly #assumed = new Set<string>();

  constructor(sink: RecordSink, signal: AbortSignal | undefined) {
    this.#sink = sink;
    this.#signal = signal;
    this.conversation = (conversation) => sink.conversation(conversation);
    this.person = (person) => sink.person(person);
    this.warning = (warning) => sink.warning(warning);
    this.declared = (declaration) => sink.declared(declaration);
  }

  readonly conversation: RecordSink['conversation'];
  readonly person: RecordSink['person'];
  readonly warning: RecordSink['warning'];
  readonly declared: RecordSink['declared'];

  record(message: Message, place: Place, raw: Buffer): void {
    if (message.text.isWellFormed()) this.#sink.record(message, place, raw);
    else {
      this.#sink.record({ ...message, text: message.text.toWellFormed() }, place, raw);
      flawed(this.#sink.warning, 'text-half-character', place);
    }
  }

  /** The same assumption about many files is told once. */
  assumed(assumption: Assumption): void {
    const key = `${assumption.about} ${assumption.value} ${assumption.reason}`;
    if (this.#assumed.has(key)) return;
    this.#assumed.add(key);
    this.#sink.assumed(assumption);
  }

  async drained(): Promise<void> {
    this.#signal?.throwIfAborted();
    await this.#sink.drained();
  }
}
