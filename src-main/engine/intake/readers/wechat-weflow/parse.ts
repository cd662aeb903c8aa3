/**
 * WeFlow and EchoTrace documents: `session`, `messages`, and `messageCount` to hold against them; and WeFlow's answers
 * over its local interface, one a line: messages, sessions, contacts, group members, or the ChatLab form.
 */
import { attachment, nameOfPath } from '../../attachment.ts';
import { ChatlabConversation } from '../../chatlabForm.ts';
import type { Json, JsonObject } from '../../json/lossless.ts';
import { asArray, asInteger, asObject, asString, asText, objectAt } from '../../json/members.ts';
import { readJson } from '../../json/readJson.ts';
import type { Scope } from '../../json/splitter.ts';
import { messageOf } from '../../message.ts';
import type { MessageParts, MessageType, Place } from '../../model.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { readSeconds } from '../../time/readTime.ts';
import { flawed, lost } from '../../warnings.ts';
import { wechatBody } from '../../wechat/bodies.ts';
import { isChatroom, splitLocalType, typeOfChineseName, wechatType } from '../../wechat/types.ts';

export async function readWeFlow(reading: Reading): Promise<void> {
  const reader = new WeFlowReader(reading);
  await readJson(reading, reading.file, reading.head.json?.lines ?? false, {
    paths: ['messages[]'],
    wraps: (value) => Array.isArray(asObject(value)?.messages),
    record: (value, place, raw, path, scope) => reader.record(value, place, raw, path, scope),
    scopeEnd: (scope) => reader.scopeEnd(scope),
  });
}

class WeFlowReader {
  readonly #reading: Reading;
  readonly #roster: Roster;
  #scope: Scope | null = null;
  /** Key of the scope's conversation; its ChatLab form when it has that. */
  #conversation = '';
  #chatlab: ChatlabConversation | null = null;

  constructor(reading: Reading) {
    this.#reading = reading;
    this.#roster = new Roster(reading.sink, 'wechat');
  }

  record(value: Json, place: Place, raw: Buffer, path: number, scope: Scope | null): void {
    const object = asObject(value);
    if (object === null) lost(this.#reading.sink.warning, 'record-without-message', place);
    else if (path < 0 || scope === null) this.#listing(object, place);
    else {
      this.#enter(scope);
      if (this.#chatlab) this.#chatlab.message(object, place, raw);
      else this.#message(object, place, raw);
    }
  }

  #enter(scope: Scope): void {
    if (this.#scope === scope) return;
    this.#scope = scope;
    const frame = asObject(scope.frame());
    const session = asObject(frame?.session);
    const meta = asObject(frame?.meta);
    const { name } = this.#reading.head;
    this.#conversation =
      asText(session?.wxid) ?? asText(frame?.talker) ?? asText(meta?.groupId) ?? asText(meta?.name) ?? name;
    const isChatlab = asObject(frame?.chatlab) !== null;
    this.#chatlab = isChatlab ? new ChatlabConversation(this.#reading, this.#conversation, 'wechat') : null;
    if (session) this.#session(session);
    else if (this.#chatlab === null) {
      const kind = isChatroom(this.#conversation) ? 'group' : 'direct';
      this.#roster.conversation(this.#conversation, { id: asText(frame?.talker), kind });
    }
  }

  #session(session: JsonObject): void {
    const kind = asText(session.type);
    this.#roster.conversation(this.#conversation, {
      id: asText(session.wxid),
      name: asText(session.displayName) ?? asText(session.remark) ?? asText(session.nickname),
      kind: kind === '群聊' ? 'group' : kind === '私聊' ? 'direct' : 'unknown',
    });
  }

  scopeEnd(scope: Scope): void {
    this.#enter(scope);
    const frame = asObject(scope.frame());
    if (frame === null) return;
    const { sink } = this.#reading;
    this.#chatlab?.frame(frame);
    const count = asInteger(objectAt(frame, 'session')?.messageCount);
    if (count !== null) sink.declared({ kind: 'message-count', conversation: this.#conversation, count });
    // The local interface gives pages and says whether there are more.
    if (typeof frame.hasMore === 'boolean') {
      sink.declared({ kind: 'completeness', complete: !frame.hasMore, facts: { hasMore: String(frame.hasMore) } });
    }
  }

  #message(object: JsonObject, place: Place, raw: Buffer): void {
    const localType = splitLocalType(asText(object.localType) ?? '');
    const nativeName = asText(object.type);
    const type = typeOf(nativeName, localType);
    if (type === null) flawed(this.#reading.sink.warning, 'type-unknown', place, { type: nativeName ?? '' });
    const sender = asText(object.senderUsername);
    const outgoing = asInteger(object.isSend);
    const senderName = asText(object.senderDisplayName);
    const content = asString(object.content);
    // Text and quotes are already plain here; what is still XML is read as WeChat's own.
    const body = localType && content.startsWith('<') ? wechatBody(localType.base, localType.subtype, content) : null;
    const notice = sender === null || type === 'system' || type === 'recalled';
    const message = messageOf({
      id: asText(object.serverId) ?? asText(object.localId),
      sequence: asInteger(object.localId),
      conversation: this.#conversation,
      sender: notice
        ? null
        : this.#roster.person(sender, { account: sender, accountName: senderName, isSelf: outgoing === 1 }),
      senderName: notice ? null : senderName,
      type: type ?? 'unknown',
      nativeType: nativeName ?? asText(object.localType) ?? '',
      text: body?.text ?? content,
      time: readSeconds(this.#reading, asText(object.createTime), place),
      parts: partsOf(object, type, body?.parts ?? null, notice ? null : outgoing),
    });
    this.#reading.sink.record(message, place, raw);
  }

  /** Answers without messages: contacts and group members tell names, sessions tell conversations. */
  #listing(object: JsonObject, place: Place): void {
    const contacts = [...asArray(object.contacts), ...asArray(object.members)];
    const sessions = asArray(object.sessions);
    if (contacts.length === 0 && sessions.length === 0) {
      lost(this.#reading.sink.warning, 'record-without-message', place);
      return;
    }
    const room = asText(object.chatroomId);
    for (const value of contacts) {
      const contact = asObject(value);
      const account = asText(contact?.username) ?? asText(contact?.wxid);
      if (contact === null || account === null) continue;
      const groupNickname = asText(contact.groupNickname);
      this.#roster.person(account, {
        account,
        accountName: asText(contact.nickname) ?? asText(contact.displayName),
        remark: asText(contact.remark),
        ...(groupNickname !== null && room !== null && { groupNickname, conversation: room }),
      });
    }
    for (const value of sessions) {
      const session = asObject(value);
      const id = asText(session?.username) ?? asText(session?.id);
      if (session === null || id === null) continue;
      const name = asText(session.displayName) ?? asText(session.name);
      this.#roster.conversation(id, { id, name, kind: isChatroom(id) ? 'group' : 'direct' });
      const count = asInteger(session.messageCount);
      if (count !== null) this.#reading.sink.declared({ kind: 'message-count', conversation: id, count });
    }
  }
}

/** The name first: exporters fill `localType` unreliably. */
function typeOf(name: string | null, localType: ReturnType<typeof splitLocalType>): MessageType | null {
  const named = name === null ? null : typeOfChineseName(name);
  if (named !== null) return named;
  return localType === null ? null : wechatType(localType.base, localType.subtype);
}

function partsOf(
  object: JsonObject,
  type: MessageType | null,
  inner: MessageParts | null,
  outgoing: number | null,
): MessageParts | null {
  const quoted = asObject(object.quote);
  const quotedId = asText(object.replyToMessageId) ?? asText(quoted?.platformMessageId);
  const path = asText(object.mediaLocalPath) ?? asText(object.mediaUrl);
  const isMedia = type === 'image' || type === 'voice' || type === 'video' || type === 'file' || type === 'sticker';
  const parts: MessageParts = {
    ...(outgoing !== null && { direction: outgoing === 1 ? 'outgoing' : 'incoming' }),
    ...inner,
    ...((quoted !== null || quotedId !== null) && {
      quote: {
        id: quotedId,
        senderName: asText(quoted?.accountName) ?? asText(quoted?.sender),
        text: asText(quoted?.content),
      },
    }),
    ...(isMedia &&
      path !== null && {
        attachments: [attachment(type, { name: asText(object.mediaFileName) ?? nameOfPath(path), reference: path })],
      }),
  };
  return Object.keys(parts).length === 0 ? null : parts;
}
