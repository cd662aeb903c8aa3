/** Time as an argument: the engine never asks the operating system by itself, so a test can set any hour. */
import { uptime } from 'node:os';
import { type UtcMs, utcMs } from './brands.ts';

export interface Clock {
  /** Wall clock, UTC milliseconds. May jump: the station's sign-in and log check it for going back. */
  now(): UtcMs;
  /**
   * Milliseconds since the machine was started: nobody can set it, but it begins anew with a restart. Waiting times
   * are measured with it; a clock without it measures them with `now`.
   */
  uptimeMs?(): number;
}

export const systemClock: Clock = { now: () => utcMs(Date.now()), uptimeMs: () => Math.floor(uptime() * 1000) };
