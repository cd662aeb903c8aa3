/**
 * The one form in which texts are indexed, asked for and checked. The raw text is never changed.
 *   NFKC (full and half width, compatibility forms) → lower case, final sigma as sigma → traditional to simplified,
 *   character by character.
 * `fold` is not a translation: it only makes writings of the same characters equal.
 */
import tsCharacters from 'opencc-js/dict/TSCharacters';

/** BMP code unit → code unit. Characters outside the BMP, on either side, keep their form. */
const simplified: Uint16Array = buildTable();

function buildTable(): Uint16Array {
  const table = new Uint16Array(0x10000).map((_, unit) => unit);
  for (const line of tsCharacters.split('|')) {
    const [from = '', to = ''] = line.split(' ');
    if (from.length === 1 && to.length === 1) table[from.charCodeAt(0)] = to.charCodeAt(0);
  }
  table[0x03c2] = 0x03c3;
  return table;
}

export function fold(text: string): string {
  const lowered = text.normalize('NFKC').toLowerCase();
  for (let at = 0; at < lowered.length; at += 1) {
    const unit = lowered.charCodeAt(at);
    if (simplified[unit] !== unit) return foldFrom(lowered, at);
  }
  return lowered;
}

/** The rare way: something does change from `first` on. */
function foldFrom(lowered: string, first: number): string {
  const units = new Uint16Array(lowered.length);
  for (let at = 0; at < lowered.length; at += 1) {
    const unit = lowered.charCodeAt(at);
    units[at] = at < first ? unit : (simplified[unit] as number);
  }
  let folded = '';
  for (let at = 0; at < units.length; at += 8192) folded += String.fromCharCode(...units.subarray(at, at + 8192));
  return folded;
}

/**
 * Where a folded text came from: for each of its UTF-16 units the raw offset at which it begins; one more entry for
 * the end. Null when folding did not go piece by piece (a composition across pieces): then nothing is highlighted.
 */
export function foldWithOffsets(text: string): { folded: string; offsets: Uint32Array } | null {
  const folded = fold(text);
  const offsets = new Uint32Array(folded.length + 1);
  let at = 0;
  // A base character with the marks that combine with it is folded as one piece.
  for (const { 0: piece, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gsu)) {
    const part = fold(piece);
    if (!folded.startsWith(part, at)) return null;
    offsets.fill(index, at, at + part.length);
    at += part.length;
  }
  if (at !== folded.length) return null;
  offsets[at] = text.length;
  return { folded, offsets };
}
