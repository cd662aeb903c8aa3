/** Messages made by rule, for tests of storage and search: few distinct characters, so that terms meet by chance often. */
import type { Message, MessageType } from '../../src-main/engine/intake/model.ts';

/** A small generator with a seed (mulberry32), the same on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PIECES = [
  ...'客戶户投诉辱骂退款订单你好的不行了',
  ...'abcAB12１２．，。！?“”',
  '😀',
  '👨‍👩‍👧',
  '\u200b',
  ' ',
  '\n',
  'ﬁ',
  'é',
  'e\u0301',
  'ß',
  'Σ',
  'ς',
  '％',
  '_',
  '"',
  "'",
  '*',
];
const TYPES: readonly MessageType[] = ['text', 'text', 'text', 'image', 'file', 'system'];

export interface MadeMessage {
  readonly message: Message;
  readonly conversation: number;
  readonly sender: number | null;
}

export function madeMessages(count: number, seed: number): MadeMessage[] {
  const random = seededRandom(seed);
  const below = (most: number): number => Math.floor(random() * most);
  const start = Date.UTC(2024, 2, 1);
  return Array.from({ length: count }, (_, index) => {
    const conversation = below(4);
    const sender = random() < 0.05 ? null : below(6);
    const text = Array.from({ length: below(14) }, () => PIECES[below(PIECES.length)]).join('');
    const utcMs = random() < 0.03 ? null : start + below(count) * 60_000;
    const message: Message = {
      id: String(index),
      sequence: index,
      conversation: `c${conversation}`,
      sender: sender === null ? null : `p${sender}`,
      senderName: null,
      type: TYPES[below(TYPES.length)] as MessageType,
      nativeType: '1',
      text,
      time: {
        kind: utcMs === null ? 'undated' : 'recorded',
        recorded: String(utcMs ?? ''),
        utcMs,
        wallMs: null,
        precision: utcMs === null ? 'none' : 'millisecond',
      },
      parts: null,
    };
    return { message, conversation, sender };
  });
}
