/** Chinese passports: E, G, D, S, P and eight digits, or E, a letter but I and O, and seven. No check digit outside the machine-readable zone. */
import { announced, type Detector, matches } from './detector.ts';
import { aloneWord, compact, split, times } from './normalise.ts';

const PATTERN = aloneWord(
  `${split('[EGDSP]', ...times(8, '[0-9]'))}|${split('E', '[A-HJ-NP-Z]', ...times(7, '[0-9]'))}`,
);
const WORDS = /护照|護照|passport/iu;

export const passport: Detector = {
  item: 'passport',
  find: (normalised) =>
    matches(normalised, PATTERN, (matched, start) =>
      announced(normalised.text, start, WORDS) ? compact(matched) : null,
    ),
};
