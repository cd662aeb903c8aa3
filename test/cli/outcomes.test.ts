/** Exit codes say the same as the verdicts. */
import { describe, expect, it } from 'vitest';
import { outcomeOfImage } from '../../src-main/cli/commands/imaging.ts';
import { EXIT_CODES } from '../../src-main/cli/outcome.ts';

const BAD = [{ offset: 0, length: 512, errno: 'EIO' }];

describe('the exit code of an acquisition', () => {
  it('is 1 when image or source read again differ, also where sectors could not be read', () => {
    for (const badRanges of [[], BAD]) {
      for (const [imageVerdict, sourceVerdict] of [
        ['mismatched', 'not-performed'],
        ['matched', 'mismatched'],
        ['not-performed', 'mismatched'],
      ] as const) {
        expect(EXIT_CODES[outcomeOfImage({ imageVerdict, sourceVerdict, badRanges })]).toBe(1);
      }
    }
  });

  it('is 3 when sectors are missing and nothing differs, 0 when nothing is missing', () => {
    const sound = { imageVerdict: 'matched', sourceVerdict: 'not-performed' } as const;
    expect(EXIT_CODES[outcomeOfImage({ ...sound, badRanges: BAD })]).toBe(3);
    expect(EXIT_CODES[outcomeOfImage({ ...sound, badRanges: [] })]).toBe(0);
  });
});
