/** Chinese chat made by rule: words by Zipf's law over common characters, so that terms are as frequent as in real text. */
import type { Message } from '../../src-main/engine/intake/model.ts';
import { seededRandom } from '../support/caseText.ts';

const CHARACTERS = 2500;
const WORDS = 20_000;
const FIRST_AT = Date.UTC(2024, 0, 1);

export interface Talk {
  readonly words: readonly string[];
  message(index: number): Message;
}

export function madeTalk(seed = 7): Talk {
  const random = seededRandom(seed);
  const below = (most: number): number => Math.floor(random() * most);
  const character = (): string => String.fromCharCode(0x4e00 + 7 * Math.floor(CHARACTERS * random() ** 2));
  const words = Array.from({ length: WORDS }, () =>
    Array.from({ length: random() < 0.25 ? 1 : random() < 0.8 ? 2 : 3 }, character).join(''),
  );
  /** Rank r comes with a frequency of about 1/r. */
  const word = (): string => words[Math.min(WORDS - 1, Math.floor(WORDS ** random()) - 1)] ?? '';
  return {
    words,
    message: (index) => ({
      id: String(index),
      sequence: index,
      conversation: `c${below(40)}`,
      sender: `p${below(200)}`,
      senderName: null,
      type: random() < 0.85 ? 'text' : 'image',
      nativeType: '1',
      text: Array.from({ length: 4 + below(14) }, () => word() + (random() < 0.15 ? '，' : '')).join(''),
      time: {
        kind: 'recorded',
        recorded: String(FIRST_AT + index * 1000),
        utcMs: FIRST_AT + index * 1000,
        wallMs: null,
        precision: 'second',
      },
      parts: null,
    }),
  };
}
