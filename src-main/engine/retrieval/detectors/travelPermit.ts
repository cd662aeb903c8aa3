/** 港澳居民来往内地通行证, 台湾居民来往大陆通行证: no check digit, so somebody must say what the number is. */
import { announced, type Detector, matches } from './detector.ts';
import { aloneWord, compact, split, times } from './normalise.ts';

const PATTERN = aloneWord(`${split('[HM]?', ...times(8, '[0-9]'))}(?:[0-9]{2})?`);
const WORDS = /回乡证|回鄉證|台胞证|台胞證|通行证|通行證/u;

export const travelPermit: Detector = {
  item: 'travel-permit',
  find: (normalised) =>
    matches(normalised, PATTERN, (matched, start) =>
      announced(normalised.text, start, WORDS) ? compact(matched) : null,
    ),
};
