/** Landline numbers of the mainland with their area code. */
import { type Detector, matches } from './detector.ts';
import { alone, compact } from './normalise.ts';

const PATTERN = alone('0[1-9][0-9]{1,2}[\\s-]?[2-9][0-9]{6,7}');

export const landline: Detector = {
  item: 'landline',
  find: (normalised) => matches(normalised, PATTERN, compact),
};
