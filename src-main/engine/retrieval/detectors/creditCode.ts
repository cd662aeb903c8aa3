/**
 * 统一社会信用代码 (GB 32100-2015): authority and kind, six digits of place, nine characters of the organisation, a check
 * character modulo 31.
 */
import { creditCodeCheck } from './checkDigits.ts';
import { type Detector, matches } from './detector.ts';
import { aloneWord, compact, split, times } from './normalise.ts';

const CHARACTER = '[0-9A-HJ-NPQRTUWXY]';
const PATTERN = aloneWord(split(...times(2, CHARACTER), ...times(6, '[0-9]'), ...times(10, CHARACTER)));

export const creditCode: Detector = {
  item: 'credit-code',
  find: (normalised) =>
    matches(normalised, PATTERN, (matched) => {
      const value = compact(matched);
      return creditCodeCheck(value) === value[17] ? value : null;
    }),
};
