/** Number plates (GA 36-2018): province, authority, five characters; six for new energy; 挂学警港澳使领 at the end. */
import { type Detector, matches } from './detector.ts';

const PROVINCES = '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新';
const CHARACTER = '[0-9A-HJ-NP-Z]';
const PATTERN = new RegExp(
  `[${PROVINCES}][A-HJ-NP-Z][\\s·•.-]?(?:[A-K]${CHARACTER}[0-9]{4}|[0-9]{5}[A-K]|${CHARACTER}{5}|${CHARACTER}{4}[挂学警港澳使领])(?![0-9A-Za-z])`,
  'gu',
);

export const numberPlate: Detector = {
  item: 'number-plate',
  find: (normalised) => matches(normalised, PATTERN, (matched) => matched.replace(/[\s·•.-]/gu, '')),
};
