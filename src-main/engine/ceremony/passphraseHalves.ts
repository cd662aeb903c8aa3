/**
 * The passphrase of a sealed volume in two halves, one for each person. A half is shown once to whoever proved; what
 * stays here is a salted digest, enough to see that both were kept when they are typed again.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { SIDES, type Side } from '../../../src-preload/contract/index.ts';
import { BugError, RefusedError } from '../lib/index.ts';
import { asWords, typedWords } from './words.ts';

/** Five words, 80 bits a half; both halves joined are 59 characters, under the 64 that VeraCrypt takes. */
const HALF_BYTES = 10;

export interface PassphraseHalves {
  /** Makes the half of one side. */
  issue(side: Side): string;
  /** Throws `RefusedError('ceremony.half-wrong')` with the side whose words are not the ones it was given. */
  join(typed: Readonly<Record<Side, string>>): string;
}

export function passphraseHalves(): PassphraseHalves {
  const salt = randomBytes(16);
  const digests = new Map<Side, Uint8Array>();
  const digestOf = (side: Side, half: string) => createHash('sha256').update(salt).update(side).update(half).digest();

  return {
    issue(side) {
      const half = asWords(randomBytes(HALF_BYTES));
      digests.set(side, digestOf(side, half));
      return half;
    },
    join(typed) {
      return SIDES.map((side) => {
        const half = typedWords(typed[side]);
        const expected = digests.get(side);
        if (!expected) throw new BugError('bug.half-missing', { side });
        if (!timingSafeEqual(expected, digestOf(side, half))) throw new RefusedError('ceremony.half-wrong', { side });
        return half;
      }).join('-');
    },
  };
}
