/** Readings of a character without tones, for finding what was typed by sound. Characters without a reading read as themselves. */
import { pinyin } from 'pinyin-pro';

const known = new Map<string, readonly string[]>();

export function readingsOf(character: string): readonly string[] {
  let readings = known.get(character);
  if (readings === undefined) {
    readings = /\p{Script=Han}/u.test(character)
      ? [...new Set(pinyin(character, { multiple: true, toneType: 'none', type: 'array' }))]
      : [character];
    known.set(character, readings);
  }
  return readings;
}

export function soundAlike(a: string, b: string): boolean {
  if (a === b) return true;
  const readings = readingsOf(b);
  return readingsOf(a).some((reading) => readings.includes(reading));
}
