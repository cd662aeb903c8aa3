/** Files of a source that exist in memory only, in pieces of any size; and what a reader makes of them. */
import { lookAt } from '../../src-main/engine/intake/detectSource.ts';
import type { DetectedPart } from '../../src-main/engine/intake/index.ts';
import type { Conversation, Message, Person, Place } from '../../src-main/engine/intake/model.ts';
import type { Assumption, Declaration, ReadOptions } from '../../src-main/engine/intake/reader.ts';
import { readPart } from '../../src-main/engine/intake/readSource.ts';
import type { SourceFile } from '../../src-main/engine/intake/source/sourceFile.ts';
import type { IntakeWarning } from '../../src-main/engine/intake/warnings.ts';

export function memoryFile(path: string, bytes: Buffer, pieceBytes = 1 << 20): SourceFile {
  return {
    part: { file: path, member: null },
    path,
    sizeBytes: bytes.length,
    async *chunks(from = 0) {
      for (let at = from; at < bytes.length; at += pieceBytes) yield Buffer.from(bytes.subarray(at, at + pieceBytes));
    },
  };
}

export interface Entry {
  readonly message: Message;
  readonly place: Place;
  readonly raw: Buffer;
}

export interface Outcome {
  /** Null when no reader takes the file. */
  readonly part: DetectedPart | null;
  readonly refused: IntakeWarning | null;
  readonly entries: readonly Entry[];
  readonly messages: readonly Message[];
  readonly people: ReadonlyMap<string, Person>;
  readonly conversations: ReadonlyMap<string, Conversation>;
  readonly warnings: readonly IntakeWarning[];
  readonly declarations: readonly Declaration[];
  readonly assumptions: readonly Assumption[];
}

/** Recognises the file and reads it; `others` lie beside it and are handed over when the reader asks for them. */
export async function readFile(
  file: SourceFile,
  options: ReadOptions = {},
  others: readonly SourceFile[] = [],
  onEntry: (entry: Entry) => void = () => {},
): Promise<Outcome> {
  const found = await lookAt(file, options.format);
  if (found === 'media' || 'code' in found) return outcomeOf(null, found === 'media' ? null : found);
  const wanted =
    found.reader.gather?.(
      file.path,
      [file, ...others].map(({ path }) => path),
    ) ?? [];
  return readDetected({ ...found, companions: others.filter(({ path }) => wanted.includes(path)) }, options, onEntry);
}

export async function readDetected(
  part: DetectedPart,
  options: ReadOptions = {},
  onEntry: (entry: Entry) => void = () => {},
): Promise<Outcome> {
  const outcome = outcomeOf(part, null);
  await readPart(part, options, {
    conversation: (conversation) => void outcome.conversations.set(conversation.key, conversation),
    person: (person) => void outcome.people.set(person.key, person),
    record(message, place, raw) {
      const entry = { message, place, raw: Buffer.from(raw) };
      outcome.entries.push(entry);
      outcome.messages.push(message);
      onEntry(entry);
    },
    warning: (warning) => void outcome.warnings.push(warning),
    declared: (declaration) => void outcome.declarations.push(declaration),
    assumed: (assumption) => void outcome.assumptions.push(assumption),
    drained: async () => {},
  });
  return outcome;
}

function outcomeOf(part: DetectedPart | null, refused: IntakeWarning | null) {
  return {
    part,
    refused,
    entries: [] as Entry[],
    messages: [] as Message[],
    people: new Map<string, Person>(),
    conversations: new Map<string, Conversation>(),
    warnings: [] as IntakeWarning[],
    declarations: [] as Declaration[],
    assumptions: [] as Assumption[],
  };
}

export const readText = (path: string, text: string, options: ReadOptions = {}): Promise<Outcome> =>
  readFile(memoryFile(path, Buffer.from(text, 'utf8')), options);

export const readJsonFile = (path: string, value: unknown, options: ReadOptions = {}): Promise<Outcome> =>
  readText(path, JSON.stringify(value), options);

/** One value a line. */
export const jsonLines = (values: readonly unknown[]): string =>
  values.map((value) => `${JSON.stringify(value)}\n`).join('');

/** Times as a person would read them off: UTC where there is an instant, else the wall clock. */
export const shownTimes = (messages: readonly Message[]): readonly (string | null)[] =>
  messages.map(({ time }) => {
    const at = time.utcMs ?? time.wallMs;
    return at === null ? null : new Date(at).toISOString();
  });
