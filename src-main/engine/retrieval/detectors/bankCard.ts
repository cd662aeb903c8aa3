/**
 * Bank cards: 13 to 19 digits beginning with 3, 4, 5, 6 or 9. By Luhn's check digit and a known issuer range; some cards
 * of the mainland fail Luhn, so a number that is called a card's counts as well.
 */
import { luhnHolds } from './checkDigits.ts';
import { announced, type Detector, matches } from './detector.ts';
import { alone, compact, split, times } from './normalise.ts';

const PATTERN = alone(`${split('[34569]', ...times(12, '[0-9]'))}(?:[\\s-]{0,2}[0-9]){0,6}`);
const ISSUERS = /^(?:62|4|5[1-5]|3[0-9])/;
const WORDS = /卡号|卡號|银行卡|銀行卡|card\s*(?:no|number)/iu;

export const bankCard: Detector = {
  item: 'bank-card',
  find: (normalised) =>
    matches(normalised, PATTERN, (matched, start) => {
      const value = compact(matched);
      const checked = ISSUERS.test(value) && luhnHolds(value);
      return checked || announced(normalised.text, start, WORDS) ? value : null;
    }),
};
