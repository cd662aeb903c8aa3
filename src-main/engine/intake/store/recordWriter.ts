/**
 * Takes what a reader gives and keeps it in a case's store: parts, conversations, people, messages with their hashes, the
 * Merkle tree. Messages are gathered, ordered by time and written in runs (see the migration), so ids rise with time.
 * Runs inside the caller's transaction: a killed import leaves nothing.
 */
import type { Statement } from 'better-sqlite3';
import type { WriteDb } from '../../vault/index.ts';
import { sealRecord } from '../canonicalForm.ts';
import { type Conversation, MESSAGE_TYPES, type Message, type Person, type Place, type SourcePart } from '../model.ts';
import { RecordTree } from '../recordTree.ts';
import { openRuns } from './runs.ts';

/** What is told of each message as it is written, in the order of ids; the search index is made of it. */
export interface WrittenMessage {
  readonly id: number;
  readonly conversationId: number;
  readonly senderId: number | null;
  readonly type: number;
  readonly text: string;
}

export interface RecordWriter {
  conversation(conversation: Conversation): void;
  person(person: Person): void;
  record(message: Message, place: Place, raw: Buffer): void;
  /** Writes what is left. */
  finish(): WrittenSource;
}

export interface WrittenSource {
  readonly records: number;
  readonly conversations: number;
  readonly people: number;
  /** UTC milliseconds; null when every record is undated. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
  readonly merkleRoot: string;
}

interface Gathered {
  readonly ordinal: number;
  readonly conversationId: number;
  readonly senderId: number | null;
  readonly at: number | null;
  readonly type: number;
  readonly text: string;
  readonly detail: string;
  readonly partId: number;
  readonly offset: number;
  readonly length: number;
  readonly rawSha256: Buffer;
  readonly leafHash: Buffer;
}

/** Messages ordered at a time: the larger, the longer the runs; about 60 MB at this size. */
const GATHERED_MOST = 1 << 16;
const TYPE_NUMBERS: ReadonlyMap<string, number> = new Map(MESSAGE_TYPES.map((type, number) => [type, number]));

export function openRecordWriter(
  db: WriteDb,
  sourceId: number,
  written: (message: WrittenMessage) => void,
): RecordWriter {
  const names = openNames(db, sourceId);
  const insert: Statement = db.prepare('INSERT INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const tree = new RecordTree();
  const runs = openRuns(db);
  let gathered: Gathered[] = [];
  let records = 0;
  let firstAt: number | null = null;
  let lastAt: number | null = null;

  function flush(): void {
    // A stable sort: messages of the same millisecond stay in the source's own order. Undated ones come last.
    gathered.sort(
      (a, b) => (a.at ?? Number.POSITIVE_INFINITY) - (b.at ?? Number.POSITIVE_INFINITY) || a.ordinal - b.ordinal,
    );
    for (const one of gathered) {
      const id = runs.next(one.at);
      insert.run(
        id,
        sourceId,
        one.ordinal,
        one.conversationId,
        one.senderId,
        one.at,
        one.type,
        one.text,
        one.detail,
        one.partId,
        one.offset,
        one.length,
        one.rawSha256,
        one.leafHash,
      );
      written({ id, ...one });
    }
    gathered = [];
  }

  return {
    conversation: names.conversation,
    person: names.person,
    record(message, place, raw) {
      const { rawSha256, leafEntry } = sealRecord(message, raw);
      const leafHash = tree.append(leafEntry);
      const at = message.time.utcMs;
      if (at !== null) {
        if (firstAt === null || at < firstAt) firstAt = at;
        if (lastAt === null || at > lastAt) lastAt = at;
      }
      gathered.push({
        ordinal: records,
        conversationId: names.conversationId(message.conversation),
        senderId: message.sender === null ? null : names.personId(message.sender),
        at,
        type: TYPE_NUMBERS.get(message.type) as number,
        text: message.text,
        detail: detailOf(message),
        partId: names.partId(place.part),
        offset: place.offset,
        length: place.length,
        rawSha256,
        leafHash,
      });
      records += 1;
      if (gathered.length === GATHERED_MOST) flush();
    },
    finish() {
      flush();
      runs.finish();
      return { records, firstAt, lastAt, merkleRoot: tree.root(), ...names.finish() };
    },
  };
}

/** Conversations, people and parts by number; a key may be used before its facts are told, and be told more than once. */
function openNames(db: WriteDb, sourceId: number) {
  const conversations = openKeys<Conversation>(nextId(db, 'conversation'));
  const people = openKeys<Person>(nextId(db, 'person'));
  const parts = new Map<string, number>();
  let nextPart = nextId(db, 'part');
  let lastPart: SourcePart | null = null;
  let lastPartId = 0;

  return {
    conversation: (conversation: Conversation) => conversations.tell(conversation.key, conversation),
    person: (person: Person) => people.tell(person.key, person),
    conversationId: conversations.idOf,
    personId: people.idOf,
    partId(part: SourcePart): number {
      if (part === lastPart) return lastPartId;
      const key = JSON.stringify([part.file, part.member]);
      let id = parts.get(key);
      if (id === undefined) {
        id = nextPart;
        nextPart += 1;
        parts.set(key, id);
        db.write('INSERT INTO part VALUES (?, ?, ?, ?)', id, sourceId, part.file, part.member);
      }
      lastPart = part;
      lastPartId = id;
      return id;
    },
    finish(): { conversations: number; people: number } {
      for (const [key, id, told] of conversations.all()) {
        const { id: nativeId = null, name = null, kind = 'unknown', platform = '' } = told ?? {};
        db.write(
          'INSERT INTO conversation VALUES (?, ?, ?, ?, ?, ?, ?)',
          id,
          sourceId,
          key,
          nativeId,
          name,
          kind,
          platform,
        );
      }
      for (const [key, id, told] of people.all()) {
        const { account = null, accountName = null, groupNickname = null, remark = null, isSelf = false } = told ?? {};
        db.write(
          'INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
          id,
          sourceId,
          key,
          account,
          accountName,
          groupNickname,
          remark,
          isSelf ? 1 : 0,
        );
      }
      return { conversations: conversations.size(), people: people.size() };
    },
  };
}

function openKeys<Told>(first: number) {
  const entries = new Map<string, { readonly id: number; told: Told | null }>();
  function entryOf(key: string) {
    let entry = entries.get(key);
    if (!entry) {
      entry = { id: first + entries.size, told: null };
      entries.set(key, entry);
    }
    return entry;
  }
  return {
    idOf: (key: string): number => entryOf(key).id,
    size: () => entries.size,
    tell(key: string, told: Told): void {
      entryOf(key).told = told;
    },
    *all(): IterableIterator<readonly [string, number, Told | null]> {
      for (const [key, { id, told }] of entries) yield [key, id, told];
    },
  };
}

function nextId(db: WriteDb, table: 'conversation' | 'person' | 'part'): number {
  return (db.readOne<{ id: number }>(`SELECT coalesce(max(id), 0) + 1 AS id FROM ${table}`) as { id: number }).id;
}

/** What the columns of a message's row do not hold. */
function detailOf({ id, sequence, senderName, nativeType, time, parts }: Message): string {
  return JSON.stringify({ id, sequence, senderName, nativeType, time, parts });
}
