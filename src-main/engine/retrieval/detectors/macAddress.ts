/** MAC addresses of six octets, with one and the same separator. */
import { type Detector, matches } from './detector.ts';

const PATTERN = /(?<![0-9A-Fa-f:-])[0-9A-Fa-f]{2}([:-])(?:[0-9A-Fa-f]{2}\1){4}[0-9A-Fa-f]{2}(?![0-9A-Fa-f:-])/gu;

export const macAddress: Detector = {
  item: 'mac-address',
  find: (normalised) => matches(normalised, PATTERN, (matched) => matched.replaceAll('-', ':').toUpperCase()),
};
