/** Guessing is slow and ends, whatever is done to clock, program and machine. NIST SP 800-63B-4 §3.2.2. */
import { describe, expect, test } from 'vitest';
import { remainingWait, waitAfter } from '../../../src-main/engine/station/throttle.ts';
import { handClock } from '../../support/demoStation.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

describe('the curve', () => {
  test('five failures are free, then 30 seconds double up to an hour', () => {
    expect([0, 1, 2, 3, 4].map(waitAfter)).toEqual([0, 0, 0, 0, 0]);
    const seconds = [5, 6, 7, 8, 9, 10, 11, 12, 99].map((failures) => waitAfter(failures) / SECOND);
    expect(seconds).toEqual([30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
  });

  test('a hundred guesses take more than three and a half days', () => {
    const total = Array.from({ length: 100 }, (_, failures) => waitAfter(failures)).reduce((sum, wait) => sum + wait);
    expect(total).toBeGreaterThan(3.5 * 24 * HOUR);
  });
});

describe('what does not shorten the wait', () => {
  const failedAt = handClock();
  const attempts = { failures: 12, failedAt: failedAt.at, failedUptimeMs: failedAt.uptime };

  test('time that goes by shortens it, and only that', () => {
    const clock = handClock();
    expect(remainingWait(attempts, clock)).toBe(HOUR);
    clock.pass(40 * 60 * SECOND);
    expect(remainingWait(attempts, clock)).toBe(20 * 60 * SECOND);
    clock.pass(20 * 60 * SECOND);
    expect(remainingWait(attempts, clock)).toBe(0);
  });

  test('a clock set forward by a year', () => {
    const clock = handClock(failedAt.at + 365 * 24 * HOUR);
    expect(remainingWait(attempts, clock)).toBe(HOUR);
  });

  test('a clock set back by a year', () => {
    const clock = handClock(failedAt.at - 365 * 24 * HOUR);
    expect(remainingWait(attempts, clock)).toBe(HOUR);
  });

  test('a restarted machine with a clock set forward', () => {
    const clock = handClock(failedAt.at + 365 * 24 * HOUR);
    clock.uptime = 60 * SECOND;
    expect(remainingWait(attempts, clock)).toBe(HOUR - 60 * SECOND);
  });

  test('where the clock knows no uptime, a wall clock set back', () => {
    const wall = { now: () => failedAt.at };
    const later = { failures: 12, failedAt: failedAt.at + 10, failedUptimeMs: null };
    expect(remainingWait(later, wall)).toBe(HOUR);
  });
});
