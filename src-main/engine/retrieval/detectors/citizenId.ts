/**
 * 公民身份号码 (GB 11643-1999): six digits of place, eight of birth, three of order, one check character. Residence
 * permits of Hong Kong, Macao and Taiwan residents (81, 82, 83) are made the same way. The fifteen digits of before 1999
 * have no check digit and a year of two digits.
 */
import { mod112 } from './checkDigits.ts';
import { type Detector, matches } from './detector.ts';
import { alone, compact, split, times } from './normalise.ts';

const LONG = alone(split(...times(17, '[0-9]'), '[0-9Xx]'));
const SHORT = alone(split(...times(15, '[0-9]')));

/** GB/T 2260, first two digits. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);

export const citizenId: Detector = {
  item: 'citizen-id',
  *find(normalised, today) {
    yield* matches(normalised, LONG, (matched) => {
      const value = compact(matched);
      return isPlaceAndBirth(value, today) && mod112(value) === value[17] ? value : null;
    });
    yield* matches(normalised, SHORT, (matched) => {
      const value = compact(matched);
      return isPlaceAndBirth(`${value.slice(0, 6)}19${value.slice(6)}`, today) ? value : null;
    });
  },
};

function isPlaceAndBirth(digits: string, today: Date): boolean {
  if (!PROVINCES.has(digits.slice(0, 2))) return false;
  const [year, month, day] = [digits.slice(6, 10), digits.slice(10, 12), digits.slice(12, 14)].map(Number);
  const birth = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  const isReal = birth.getUTCMonth() + 1 === month && birth.getUTCDate() === day;
  return isReal && (year ?? 0) >= 1850 && birth <= today;
}
