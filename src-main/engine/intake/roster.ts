/** Who and what a reading has met: tells the sink of people and conversations once, and again when more is known. */
import type { Conversation, Person } from './model.ts';
import type { RecordSink } from './reader.ts';

export type PersonDetails = Partial<Omit<Person, 'key'>>;
export type ConversationDetails = Partial<Omit<Conversation, 'key' | 'platform'>>;

export class Roster {
  readonly #sink: RecordSink;
  readonly #platform: string;
  readonly #people = new Map<string, Person>();
  readonly #conversations = new Map<string, Conversation>();

  constructor(sink: RecordSink, platform: string) {
    this.#sink = sink;
    this.#platform = platform;
  }

  /** Returns the key, for writing it into a message at once. */
  person(key: string, details: PersonDetails): string {
    const known = this.#people.get(key);
    if (known !== undefined && addsNothing(known, details)) return key;
    const person: Person = {
      key,
      account: known?.account ?? null,
      accountName: known?.accountName ?? null,
      groupNickname: null,
      conversation: null,
      remark: known?.remark ?? null,
      isSelf: known?.isSelf ?? false,
      ...details,
    };
    this.#people.set(key, person);
    this.#sink.person(person);
    return key;
  }

  conversation(key: string, details: ConversationDetails): string {
    const known = this.#conversations.get(key);
    if (known !== undefined && addsNothing(known, details)) return key;
    const conversation: Conversation = {
      key,
      id: known?.id ?? null,
      name: known?.name ?? null,
      kind: known?.kind ?? 'unknown',
      platform: this.#platform,
      ...details,
    };
    this.#conversations.set(key, conversation);
    this.#sink.conversation(conversation);
    return key;
  }
}

function addsNothing<Known extends object>(known: Known, details: Partial<Known>): boolean {
  for (const name in details) {
    const value = details[name];
    if (value !== null && value !== undefined && value !== known[name]) return false;
  }
  return true;
}
