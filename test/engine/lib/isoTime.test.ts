import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoWithOffset, utcMs } from '../../../src-main/engine/lib/index.ts';

test('a moment is written with the offset of the zone that the machine stands in', () => {
  const before = process.env.TZ;
  try {
    process.env.TZ = 'Asia/Shanghai';
    expect(isoWithOffset(utcMs(Date.UTC(2026, 10, 24, 11, 45, 3, 120)))).toBe('2026-11-24T19:45:03.120+08:00');
    process.env.TZ = 'America/St_Johns';
    expect(isoWithOffset(utcMs(Date.UTC(2026, 10, 24, 0, 0, 0, 0)))).toBe('2026-11-23T20:30:00.000-03:30');
  } finally {
    process.env.TZ = before;
  }
});

test('whatever the moment, the text means that moment and no other', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), (at) => {
      expect(Date.parse(isoWithOffset(utcMs(at)))).toBe(at);
    }),
    { seed: 8601 },
  );
});
