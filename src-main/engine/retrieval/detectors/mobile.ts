/** Mobile numbers of the mainland, with or without +86. */
import { type Detector, matches } from './detector.ts';
import { alone, compact, split, times } from './normalise.ts';

const PATTERN = alone(`(?:(?:\\+|00)?86[\\s-]?)?${split('1', '[3-9]', ...times(9, '[0-9]'))}`);

export const mobile: Detector = {
  item: 'mobile',
  find: (normalised) => matches(normalised, PATTERN, (matched) => compact(matched).slice(-11)),
};
