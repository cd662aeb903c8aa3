/**
 * The manifest of RSMF 1.0 and 2.0 as messages. What it says about itself is held against the rules of its schema: ids
 * that are missing or point nowhere, and attachments that are not in the archive, are reported, and the event stands.
 */
import { attachment } from '../../attachment.ts';
import type { Json, JsonObject } from '../../json/lossless.ts';
import { asArray, asBoolean, asInteger, asObject, asString, asText } from '../../json/members.ts';
import { messageOf } from '../../message.ts';
import type { Attachment, Message, MessageParts, MessageType, Place, Reaction } from '../../model.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { readDateTime } from '../../time/readTime.ts';
import { flawed } from '../../warnings.ts';

const SYSTEM_TYPES: ReadonlySet<string> = new Set(['disclaimer', 'join', 'leave', 'history', 'unknown']);

export class RsmfManifest {
  readonly #reading: Reading;
  readonly #roster: Roster;
  /** Names of the files beside the manifest. */
  readonly #files: ReadonlySet<string>;
  readonly #participants = new Set<string>();
  readonly #conversations = new Set<string>();
  #framed = false;

  constructor(reading: Reading, files: ReadonlySet<string>) {
    this.#reading = reading;
    this.#roster = new Roster(reading.sink, 'rsmf');
    this.#files = files;
  }

  /** Participants and conversations, known when they stand before the events, as they mostly do. */
  frame(frame: JsonObject | null, place: Place): void {
    if (frame === null || this.#framed) return;
    this.#framed = true;
    for (const value of asArray(frame.participants)) this.#participant(asObject(value), place);
    for (const value of asArray(frame.conversations)) this.#conversation(asObject(value), place);
  }

  #broken(place: Place, rule: string): void {
    flawed(this.#reading.sink.warning, 'rsmf-rule-broken', place, { rule });
  }

  #participant(participant: JsonObject | null, place: Place): void {
    const id = asText(participant?.id);
    if (participant === null || id === null) {
      this.#broken(place, 'participants.id');
      return;
    }
    this.#participants.add(id);
    this.#roster.person(id, {
      account: asText(participant.account_id) ?? asText(participant.email),
      accountName: asText(participant.display),
    });
    const avatar = asText(participant.avatar);
    if (avatar !== null && !this.#files.has(avatar)) this.#broken(place, 'participants.avatar');
  }

  #conversation(conversation: JsonObject | null, place: Place): void {
    const id = asText(conversation?.id);
    if (conversation === null || id === null) {
      this.#broken(place, 'conversations.id');
      return;
    }
    this.#conversations.add(id);
    const type = asString(conversation.type);
    this.#roster.conversation(id, {
      id,
      name: asText(conversation.display),
      kind: type === 'direct' ? 'direct' : type === 'channel' ? 'channel' : 'unknown',
    });
    if (asText(conversation.platform) === null) this.#broken(place, 'conversations.platform');
    for (const value of asArray(conversation.participants)) {
      if (!this.#participants.has(asText(value) ?? '')) this.#broken(place, 'conversations.participants');
    }
  }

  event(object: JsonObject, place: Place): Message {
    const nativeType = asString(object.type);
    const participant = asText(object.participant);
    const conversation = asText(object.conversation);
    if (nativeType === '') this.#broken(place, 'events.type');
    if (participant !== null && !this.#participants.has(participant)) this.#broken(place, 'events.participant');
    if (conversation !== null && !this.#conversations.has(conversation)) this.#broken(place, 'events.conversation');
    const attachments = asArray(object.attachments).flatMap((value) => this.#attachment(asObject(value), place));
    return messageOf({
      id: asText(object.id),
      conversation: this.#roster.conversation(conversation ?? this.#reading.head.name, { id: conversation }),
      sender: participant === null ? null : this.#roster.person(participant, {}),
      type: typeOf(object, nativeType, attachments),
      nativeType,
      text: asString(object.body),
      time: readDateTime(this.#reading, asText(object.timestamp), place),
      parts: this.#parts(object, attachments, place),
    });
  }

  #attachment(object: JsonObject | null, place: Place): readonly Attachment[] {
    const id = asText(object?.id);
    if (object === null || id === null) {
      this.#broken(place, 'events.attachments.id');
      return [];
    }
    if (!this.#files.has(id)) this.#broken(place, 'events.attachments');
    const name = asText(object.display) ?? id;
    const kind = /\.(?:png|jpe?g|gif|webp|bmp)$/i.test(name) ? 'image' : 'file';
    return [attachment(kind, { name, sizeBytes: asInteger(object.size), reference: id })];
  }

  #parts(object: JsonObject, attachments: readonly Attachment[], place: Place): MessageParts | null {
    const parent = asText(object.parent);
    const direction = asString(object.direction);
    const reactions = asArray(object.reactions).flatMap(reactionOf);
    const edits = asArray(object.edits).flatMap((value) => {
      const edit = asObject(value);
      return edit === null
        ? []
        : [{ time: readDateTime(this.#reading, asText(edit.timestamp), place), before: asText(edit.previous) }];
    });
    const deleted = asBoolean(object.deleted) === true;
    const parts: MessageParts = {
      ...((direction === 'incoming' || direction === 'outgoing') && { direction }),
      ...(attachments.length > 0 && { attachments }),
      ...(parent !== null && { quote: { id: parent, senderName: null, text: null } }),
      ...(reactions.length > 0 && { reactions }),
      ...(edits.length > 0 && { edits }),
      ...(deleted && { deleted }),
    };
    return Object.keys(parts).length === 0 ? null : parts;
  }
}

function typeOf(object: JsonObject, nativeType: string, attachments: readonly Attachment[]): MessageType {
  if (asBoolean(object.deleted) === true) return 'recalled';
  if (SYSTEM_TYPES.has(nativeType)) return 'system';
  const [first] = attachments;
  return asString(object.body) === '' && first !== undefined ? first.kind : 'text';
}

function reactionOf(value: Json): readonly Reaction[] {
  const object = asObject(value);
  const mark = asText(object?.value);
  const people = asArray(object?.participants).flatMap((person) => asText(person) ?? []);
  return mark === null ? [] : [{ value: mark, count: asInteger(object?.count) ?? people.length, people }];
}
