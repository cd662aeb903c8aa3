/** E-mail addresses, as people write them (RFC 5321 without quoted local parts). */
import { type Detector, matches } from './detector.ts';

const PATTERN =
  /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])/gu;

export const email: Detector = {
  item: 'email',
  find: (normalised) => matches(normalised, PATTERN, (matched) => matched.toLowerCase()),
};
