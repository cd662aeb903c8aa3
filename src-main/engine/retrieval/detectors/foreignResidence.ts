/** 外国人永久居留身份证 of 2023: eighteen digits beginning with 9, MOD 11-2. */
import { mod112 } from './checkDigits.ts';
import { type Detector, matches } from './detector.ts';
import { alone, compact, split, times } from './normalise.ts';

const PATTERN = alone(split('9', ...times(16, '[0-9]'), '[0-9Xx]'));

export const foreignResidence: Detector = {
  item: 'foreign-residence',
  find: (normalised) =>
    matches(normalised, PATTERN, (matched) => {
      const value = compact(matched);
      return mod112(value) === value[17] ? value : null;
    }),
};
