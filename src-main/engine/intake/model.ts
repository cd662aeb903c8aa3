/**
 * What every reader makes of its source: one model for all formats.
 *
 * Numbers of the source that name something (message ids, account numbers) are text, because they may exceed 2^53.
 * Texts are the source's own, well-formed Unicode, never trimmed or folded. What the model has no place for stays in
 * the raw record, which every message points to.
 */
import type { RecordedTime } from './time/recordedTime.ts';

/** Kinds a person searches by; `nativeType` keeps the source's own word or number for it. */
export const MESSAGE_TYPES = [
  'text',
  'image',
  'voice',
  'video',
  'file',
  'sticker',
  'link',
  'location',
  'contact',
  'call',
  'red-packet',
  'transfer',
  'applet',
  'music',
  'channel',
  'forward',
  'note',
  'vote',
  'todo',
  'form',
  'meeting',
  'calendar',
  'announcement',
  'nudge',
  'consent',
  'system',
  'recalled',
  'encrypted',
  'unknown',
] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

/** Raw bytes of one record: a range of a file, or of a member inside an archive after unpacking. */
export interface Place {
  readonly part: SourcePart;
  /** First byte and number of bytes. */
  readonly offset: number;
  readonly length: number;
}

/** A file of the source, or what lies inside it: `member` is the path in the archive, nested ones joined by `!/`. */
export interface SourcePart {
  /** Relative to what was handed over, with `/`; the bare name when that was a single file. */
  readonly file: string;
  readonly member: string | null;
}

export interface Message {
  /** The source's own id; null where the format has none. */
  readonly id: string | null;
  /** The source's own running number, for finding gaps; null where there is none or it exceeds 2^53. */
  readonly sequence: number | null;
  /** Key of a `Conversation` of the same source. */
  readonly conversation: string;
  /** Key of a `Person` of the same source; null for what nobody sent. */
  readonly sender: string | null;
  /** The sender's name as this very record shows it. */
  readonly senderName: string | null;
  readonly type: MessageType;
  readonly nativeType: string;
  readonly text: string;
  readonly time: RecordedTime;
  /** What few messages have; null when this one has nothing of it. */
  readonly parts: MessageParts | null;
}

export interface MessageParts {
  /** Keys or ids of those it was sent to, where the source lists them. */
  readonly recipients?: readonly string[];
  readonly direction?: 'incoming' | 'outgoing';
  readonly attachments?: readonly Attachment[];
  readonly quote?: Quote;
  readonly revoke?: Revoke;
  readonly edits?: readonly Edit[];
  readonly reactions?: readonly Reaction[];
  readonly forward?: readonly Forwarded[];
  readonly mentions?: readonly string[];
  /** Id of the message or thread that this one hangs under. */
  readonly thread?: string;
  /** True where the source marks the message as deleted without saying by whom. */
  readonly deleted?: boolean;
}

export interface Attachment {
  readonly kind: 'image' | 'voice' | 'video' | 'file' | 'sticker' | 'link';
  readonly name: string;
  /** As the source claims; null when it does not. */
  readonly sizeBytes: number | null;
  /** Hash the source itself gives, `md5:…`; never computed here. */
  readonly digest: string | null;
  /** Path, address or media id by which the source finds it. Never fetched. */
  readonly reference: string | null;
  readonly durationMs: number | null;
}

export interface Quote {
  /** Id of the quoted message; null where only its text is repeated. */
  readonly id: string | null;
  readonly senderName: string | null;
  readonly text: string | null;
}

export interface Revoke {
  /** Id of the message taken back; null where the source only says that one was. */
  readonly id: string | null;
  readonly by: string | null;
  readonly time: RecordedTime | null;
}

export interface Edit {
  readonly time: RecordedTime;
  /** Text before the edit, where the source kept it. */
  readonly before: string | null;
}

export interface Reaction {
  readonly value: string;
  readonly count: number;
  readonly people: readonly string[];
}

/** One message inside a forwarded chat record; forwards nest. */
export interface Forwarded {
  readonly senderName: string | null;
  readonly time: RecordedTime;
  readonly type: MessageType;
  readonly nativeType: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  readonly items: readonly Forwarded[];
}

export interface Conversation {
  readonly key: string;
  /** The source's own id; null where the key was made from the file's place or name. */
  readonly id: string | null;
  readonly name: string | null;
  readonly kind: 'direct' | 'group' | 'channel' | 'unknown';
  readonly platform: string;
}

export interface Person {
  readonly key: string;
  /** Account id on the platform; null where the source knows only a name. */
  readonly account: string | null;
  readonly accountName: string | null;
  /** 群昵称, in the conversation named. */
  readonly groupNickname: string | null;
  readonly conversation: string | null;
  /** 备注: what the exporting account calls this person. */
  readonly remark: string | null;
  readonly isSelf: boolean;
}
