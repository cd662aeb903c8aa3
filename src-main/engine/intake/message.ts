/** Making a message: what a format does not have is said to be absent, in one shape for all readers. */
import type { Message, MessageParts } from './model.ts';

export interface MessageDraft extends Pick<Message, 'conversation' | 'type' | 'nativeType' | 'text' | 'time'> {
  readonly id?: string | null;
  readonly sequence?: number | null;
  readonly sender?: string | null;
  readonly senderName?: string | null;
  readonly parts?: MessageParts | null;
}

export function messageOf(draft: MessageDraft): Message {
  const { id = null, sequence = null, sender = null, senderName = null, parts = null } = draft;
  const { conversation, type, nativeType, text, time } = draft;
  return { id, sequence, conversation, sender, senderName, type, nativeType, text, time, parts };
}
