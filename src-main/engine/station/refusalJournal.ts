/**
 * Refusals that happened while the log was closed, kept in the door and linked by hashes until somebody signs in and
 * they are absorbed into the log.
 *
 *     text = canonical JSON { at, call, number, previous, reason, username }
 *     hash = SHA-256 of the text, UTF-8, lower-case hexadecimal; `previous` is the hash before it, "" for number 1
 *
 * What was absorbed is anchored by number and hash in the station store. Entries since then are only as safe as the
 * unencrypted file: somebody with the disk could write them anew, but not remove one from the middle unnoticed.
 */
import { createHash } from 'node:crypto';
import { canonicalJson, type UtcMs } from '../lib/index.ts';
import type { WriteDb } from '../vault/index.ts';

export type RefusalReason =
  | 'clock-back'
  | 'closed'
  | 'throttled'
  | 'unknown-user'
  | 'password'
  | 'code'
  | 'code-used'
  | 'disabled';

export interface Refusal {
  readonly at: UtcMs;
  /** `session.sign-in`, `session.prove`, `user.change-password`. */
  readonly call: string;
  /** Null for a name that no account has: somebody may have typed a password there. */
  readonly username: string | null;
  readonly reason: RefusalReason;
}

export interface JournalEntry extends Refusal {
  readonly number: number;
  readonly hash: string;
}

export interface JournalEnd {
  readonly number: number;
  readonly hash: string;
}

export const JOURNAL_START: JournalEnd = { number: 0, hash: '' };

export function recordRefusal(door: WriteDb, refusal: Refusal): void {
  door.transaction(() => {
    const end = journalEnd(door);
    const number = end.number + 1;
    const text = canonicalJson({ ...refusal, number, previous: end.hash });
    const hash = hashOf(text);
    door.write('INSERT INTO refusal (number, text, hash) VALUES (?, ?, ?)', number, text, hash);
    door.write('INSERT OR REPLACE INTO refusal_end (id, number, hash) VALUES (1, ?, ?)', number, hash);
  });
}

/** Entries after `absorbed`, and whether each follows from the one before, starting with `absorbed` itself. */
export function refusalsAfter(
  door: WriteDb,
  absorbed: JournalEnd,
): { entries: readonly JournalEntry[]; intact: boolean } {
  const rows = door.read<{ number: number; text: string; hash: string }>(
    'SELECT number, text, hash FROM refusal WHERE number > ? ORDER BY number',
    absorbed.number,
  );
  let last = absorbed;
  let intact = true;
  const entries: JournalEntry[] = [];
  for (const { number, text, hash } of rows) {
    const entry = JSON.parse(text) as Refusal & { readonly number: number; readonly previous: string };
    const follows = number === last.number + 1 && entry.number === number && entry.previous === last.hash;
    if (!follows || hashOf(text) !== hash) intact = false;
    entries.push({ at: entry.at, call: entry.call, username: entry.username, reason: entry.reason, number, hash });
    last = { number, hash };
  }
  const end = journalEnd(door);
  if (end.number !== last.number || end.hash !== last.hash) intact = false;
  return { entries, intact };
}

/** Forgets entries up to `number`, which the log holds now. */
export function dropRefusals(door: WriteDb, number: number): void {
  door.write('DELETE FROM refusal WHERE number <= ?', number);
}

export function journalEnd(door: WriteDb): JournalEnd {
  return door.readOne<JournalEnd>('SELECT number, hash FROM refusal_end') ?? JOURNAL_START;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
