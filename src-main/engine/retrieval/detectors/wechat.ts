/** 微信号 where somebody calls it one, and the internal form `wxid_…` wherever it stands. */
import { announced, type Detector, matches } from './detector.ts';
import { aloneWord } from './normalise.ts';

const PATTERN = aloneWord('wxid_[0-9a-z]{6,40}|[A-Z][-_0-9A-Z]{5,19}');
const WORDS = /(?:微信号?|微信號|\bvx|\bwx|wechat)\s*[:是]?\s*$/iu;

export const wechat: Detector = {
  item: 'wechat',
  find: (normalised) =>
    matches(normalised, PATTERN, (matched, start) =>
      /^wxid_/i.test(matched) || announced(normalised.text, start, WORDS) ? matched : null,
    ),
};
