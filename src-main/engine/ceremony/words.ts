/**
 * Random bits as words that can be read out, written down and typed: proquints (D. S. Wilkerson, "A Proposal for
 * Proquints", arXiv:0901.4016). A word is consonant-vowel-consonant-vowel-consonant, 16 bits, most significant first.
 */
const CONSONANTS = 'bdfghjklmnprstvz';
const VOWELS = 'aiou';

/** Two bytes a word, joined by hyphens. */
export function asWords(bits: Uint8Array): string {
  const view = new DataView(bits.buffer, bits.byteOffset, bits.byteLength);
  return Array.from({ length: bits.length / 2 }, (_, index) => word(view.getUint16(index * 2))).join('-');
}

function word(value: number): string {
  const consonant = (shift: number) => CONSONANTS.charAt((value >> shift) & 0xf);
  const vowel = (shift: number) => VOWELS.charAt((value >> shift) & 0x3);
  return consonant(12) + vowel(10) + consonant(6) + vowel(4) + consonant(0);
}

/** What people type: any case, spaces or hyphens between the words. */
export function typedWords(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '-');
}
