/** IMEI: fifteen digits with Luhn's check digit; as one in ten numbers passes it, somebody must say what the number is. */
import { luhnHolds } from './checkDigits.ts';
import { announced, type Detector, matches } from './detector.ts';
import { alone, compact, split, times } from './normalise.ts';

const PATTERN = alone(split(...times(15, '[0-9]')));
const WORDS = /imei|串号|串號/iu;

export const imei: Detector = {
  item: 'imei',
  find: (normalised) =>
    matches(normalised, PATTERN, (matched, start) => {
      const value = compact(matched);
      return luhnHolds(value) && announced(normalised.text, start, WORDS) ? value : null;
    }),
};
