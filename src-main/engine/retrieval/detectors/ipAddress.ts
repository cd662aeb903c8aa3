/** IPv4 addresses in dotted decimals. */
import { type Detector, matches } from './detector.ts';

const BYTE = '(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])';
const PATTERN = new RegExp(`(?<![0-9.])(?:${BYTE}\\.){3}${BYTE}(?![0-9.])`, 'gu');

export const ipAddress: Detector = {
  item: 'ip-address',
  find: (normalised) => matches(normalised, PATTERN, (matched) => matched),
};
