/** Adds messages to the full-text index, in the order of their ids: out of order costs half the speed. */
import type { WrittenMessage } from '../../intake/store/index.ts';
import type { WriteDb } from '../../vault/index.ts';
import { fold } from '../fold/fold.ts';
import { indexedTokens } from './grams.ts';
import { filterToken } from './tokens.ts';

export interface IndexWriter {
  add(message: WrittenMessage): void;
  /** Merges what was written into one segment: counts are several times faster afterwards. */
  finish(): void;
}

export function openIndexWriter(db: WriteDb): IndexWriter {
  const insert = db.prepare('INSERT INTO message_index (rowid, t) VALUES (?, ?)');
  return {
    add({ id, conversationId, senderId, type, text }) {
      const filters = [filterToken('conversation', conversationId), filterToken('type', type)];
      if (senderId !== null) filters.push(filterToken('sender', senderId));
      insert.run(id, `${filters.join(' ')} ${indexedTokens(fold(text))}`);
    },
    finish() {
      db.write("INSERT INTO message_index (message_index) VALUES ('optimize')");
    },
  };
}
