/** QQ numbers where somebody calls them so. */
import { announced, type Detector, matches } from './detector.ts';
import { alone } from './normalise.ts';

const PATTERN = alone('[1-9][0-9]{4,10}');
const WORDS = /qq\s*(?:号码?|號碼?)?\s*[:是]?\s*$/iu;

export const qq: Detector = {
  item: 'qq',
  find: (normalised) =>
    matches(normalised, PATTERN, (matched, start) => (announced(normalised.text, start, WORDS) ? matched : null)),
};
