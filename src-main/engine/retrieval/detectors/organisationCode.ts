/** 组织机构代码 (GB 11714-1997): eight characters, a hyphen, a check character. */
import { organisationCheck } from './checkDigits.ts';
import { type Detector, matches } from './detector.ts';
import { aloneWord, compact } from './normalise.ts';

const PATTERN = aloneWord('[0-9A-Z]{8}-[0-9X]');

export const organisationCode: Detector = {
  item: 'organisation-code',
  find: (normalised) =>
    matches(normalised, PATTERN, (matched) => {
      const value = compact(matched);
      return organisationCheck(value) === value[8] ? value : null;
    }),
};
