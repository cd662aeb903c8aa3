/**
 * How long a name has to wait after failures (NIST SP 800-63B-4 §3.2.2): five are free, then 30 s doubling up to an
 * hour, and at a hundred in a row the name is closed until an administrator resets it.
 */
import type { Clock } from '../lib/index.ts';

const FREE_FAILURES = 5;
export const FAILURES_UNTIL_CLOSED = 100;
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 3_600_000;

export interface FailedAttempts {
  /** Failures since the last success. */
  readonly failures: number;
  /** Wall clock at the last failure. */
  readonly failedAt: number;
  /** Machine's uptime at the last failure; null where the clock has none. */
  readonly failedUptimeMs: number | null;
}

export function waitAfter(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(FIRST_WAIT_MS * 2 ** (failures - FREE_FAILURES), LONGEST_WAIT_MS);
}

/** Milliseconds that are still to wait. Setting the wall clock or restarting the program does not shorten it. */
export function remainingWait(attempts: FailedAttempts, clock: Clock): number {
  const wait = waitAfter(attempts.failures);
  return wait === 0 ? 0 : Math.max(0, wait - elapsedSince(attempts, clock));
}

/** Never more than the time that really went by. */
function elapsedSince(attempts: FailedAttempts, clock: Clock): number {
  const uptime = clock.uptimeMs?.();
  if (uptime === undefined || attempts.failedUptimeMs === null) return Math.max(0, clock.now() - attempts.failedAt);
  // A smaller uptime means that the machine was restarted since: at least its present uptime went by.
  return uptime >= attempts.failedUptimeMs ? uptime - attempts.failedUptimeMs : uptime;
}
