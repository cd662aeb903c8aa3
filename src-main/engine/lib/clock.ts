/** Time as an argument: the engine never asks the operating system by itself, so a test can set any hour. */
import { type UtcMs, utcMs } from './brands.ts';

export interface Clock {
  /** Wall clock, UTC milliseconds. May jump: the station's sign-in and log check it for going back. */
  now(): UtcMs;
}

export const systemClock: Clock = { now: () => utcMs(Date.now()) };
