/**
 * Which passwords are refused (NIST SP 800-63B-4 §3.1.1.2): too short, too long, commonly used, made of the person's
 * own names, or a run. No rule asks for kinds of characters, and none makes anybody change a password by the calendar.
 * Eight characters suffice only because every sign-in also takes a one-time code.
 */
import { RefusedError } from '../lib/index.ts';
import { COMMON_PASSWORDS } from './commonPasswords.ts';

const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 256;

/** Rows of the keyboard, the slanted columns that hands like, the alphabet and the digits. */
const RUNS = [
  '01234567890',
  '`1234567890-=',
  'qwertyuiop[]\\',
  "asdfghjkl;'",
  'zxcvbnm,./',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/',
  'qazwsxedcrfvtgbyhnujmikolp',
  'abcdefghijklmnopqrstuvwxyz',
];
const SHORTEST_RUN = 4;

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** `names`: user name, the person's name, the station's: what others can guess. */
export function checkPassword(password: string, names: readonly string[]): void {
  const folded = password.normalize('NFKC').toLowerCase();
  const letters = [...folded];
  if (letters.length < SHORTEST_PASSWORD) throw new RefusedError('auth.password-short', { least: SHORTEST_PASSWORD });
  if (letters.length > LONGEST_PASSWORD) throw new RefusedError('auth.password-long', { most: LONGEST_PASSWORD });
  if (containsName(folded, names)) throw new RefusedError('auth.password-name');
  if (isCommon(folded)) throw new RefusedError('auth.password-common');
  if (isRepetition(letters) || isDate(folded) || isMostlyRuns(folded)) throw new RefusedError('auth.password-pattern');
}

function containsName(folded: string, names: readonly string[]): boolean {
  return names
    .map((name) => name.normalize('NFKC').toLowerCase())
    .some((name) => name.length >= 3 && folded.includes(name) && folded.length - name.length < SHORTEST_PASSWORD);
}

/** The whole, or what is left when digits and signs around it are taken away, with look-alikes read as letters. */
function isCommon(folded: string): boolean {
  const core = (text: string) => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
  const unmasked = (text: string) => [...text].map((letter) => LOOK_ALIKES[letter] ?? letter).join('');
  const candidates = [folded, core(folded), unmasked(folded), core(unmasked(folded)), unmasked(core(folded))];
  return candidates.some((candidate) => COMMON_PASSWORDS.has(candidate));
}

/** One or a few characters again and again. */
function isRepetition(letters: readonly string[]): boolean {
  for (let unit = 1; unit <= 4; unit++) {
    if (letters.every((letter, at) => letter === letters[at % unit])) return true;
  }
  return new Set(letters).size <= 3;
}

function isDate(folded: string): boolean {
  return /^(19|20)\d\d[-./年]?(0?[1-9]|1[0-2])[-./月]?(0?[1-9]|[12]\d|3[01])日?$/.test(folded);
}

/** More than half of it lies on runs of at least four neighbouring keys, forwards or backwards. */
function isMostlyRuns(folded: string): boolean {
  let covered = 0;
  for (let at = 0; at < folded.length; ) {
    const length = longestRunAt(folded, at);
    if (length >= SHORTEST_RUN) covered += length;
    at += length >= SHORTEST_RUN ? length : 1;
  }
  return covered * 2 > folded.length;
}

function longestRunAt(folded: string, at: number): number {
  let longest = 1;
  for (const run of RUNS) {
    for (const line of [run, [...run].reverse().join('')]) {
      let length = 1;
      while (at + length < folded.length && line.includes(folded.slice(at, at + length + 1))) length++;
      longest = Math.max(longest, length);
    }
  }
  return longest;
}
