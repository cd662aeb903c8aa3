/** The ChatLab exchange form (0.0.1 and 0.0.2), which ChatLab writes and other exporters offer beside their own. */
import type { JsonObject } from './json/lossless.ts';
import { asArray, asInteger, asObject, asString, asText } from './json/members.ts';
import { messageOf } from './message.ts';
import type { MessageParts, MessageType, Place } from './model.ts';
import type { Reading } from './reader.ts';
import { Roster } from './roster.ts';
import { readEpoch } from './time/readTime.ts';
import { flawed, lost } from './warnings.ts';

const TYPES: Readonly<Record<number, MessageType>> = {
  0: 'text',
  1: 'image',
  2: 'voice',
  3: 'video',
  4: 'file',
  5: 'sticker',
  7: 'link',
  8: 'location',
  20: 'red-packet',
  21: 'transfer',
  22: 'nudge',
  23: 'call',
  24: 'link',
  25: 'text',
  26: 'forward',
  27: 'contact',
  80: 'system',
  81: 'recalled',
  99: 'unknown',
};

/** One conversation of the form. `meta` may be told after the messages, so the key is made by who reads. */
export class ChatlabConversation {
  readonly #reading: Reading;
  readonly #key: string;
  readonly #roster: Roster;

  constructor(reading: Reading, key: string, platform: string) {
    this.#reading = reading;
    this.#key = key;
    this.#roster = new Roster(reading.sink, platform);
  }

  meta(meta: JsonObject | null): void {
    const type = asString(meta?.type);
    this.#roster.conversation(this.#key, {
      id: asText(meta?.groupId),
      name: asText(meta?.name),
      kind: type === 'group' ? 'group' : type === 'private' ? 'direct' : 'unknown',
    });
  }

  member(member: JsonObject): void {
    const account = asText(member.platformId);
    if (account === null) return;
    const groupNickname = asText(member.groupNickname);
    this.#roster.person(account, {
      account,
      accountName: asText(member.accountName),
      ...(groupNickname !== null && { groupNickname, conversation: this.#key }),
    });
  }

  message(object: JsonObject, place: Place, raw: Buffer): void {
    const { sink } = this.#reading;
    const sender = asText(object.sender);
    const code = asInteger(object.type);
    if (!('timestamp' in object) && !('content' in object)) {
      lost(sink.warning, 'record-without-message', place);
      return;
    }
    const type = code === null ? undefined : TYPES[code];
    if (type === undefined) flawed(sink.warning, 'type-unknown', place, { type: asText(object.type) ?? '' });
    const groupNickname = asText(object.groupNickname);
    if (sender !== null) this.member({ ...object, platformId: sender });
    const message = messageOf({
      id: asText(object.platformMessageId),
      conversation: this.#key,
      sender,
      senderName: groupNickname ?? asText(object.accountName),
      type: type ?? 'unknown',
      nativeType: asText(object.type) ?? '',
      text: asString(object.content),
      time: readEpoch(this.#reading, asText(object.timestamp), place),
      parts: partsOf(object),
    });
    sink.record(message, place, raw);
  }

  /** What the document says around its messages, once it is complete. */
  frame(frame: JsonObject): void {
    this.meta(asObject(frame.meta));
    for (const member of asArray(frame.members)) {
      const object = asObject(member);
      if (object) this.member(object);
    }
    const hasMore = asObject(frame.sync)?.hasMore;
    if (typeof hasMore === 'boolean') {
      this.#reading.sink.declared({ kind: 'completeness', complete: !hasMore, facts: { hasMore: String(hasMore) } });
    }
  }
}

function partsOf(object: JsonObject): MessageParts | null {
  const quoted = asObject(object.quote);
  const id = asText(object.replyToMessageId) ?? asText(quoted?.platformMessageId);
  if (id === null && quoted === null) return null;
  return {
    quote: { id, senderName: asText(quoted?.accountName) ?? asText(quoted?.sender), text: asText(quoted?.content) },
  };
}
