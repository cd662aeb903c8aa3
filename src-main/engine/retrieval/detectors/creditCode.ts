/** 统一社会信用代码 (GB 32100-2015): eighteen characters, the last a check character modulo 31. */
import { creditCodeCheck } from './checkDigits.ts';
import { type Detector, matches } from './detector.ts';
import { aloneWord, compact, split, times } from './normalise.ts';

const PATTERN = aloneWord(split(...times(18, '[0-9A-HJ-NPQRTUWXY]')));

export const creditCode: Detector = {
  item: 'credit-code',
  find: (normalised) =>
    matches(normalised, PATTERN, (matched) => {
      const value = compact(matched);
      return creditCodeCheck(value) === value[17] ? value : null;
    }),
};
