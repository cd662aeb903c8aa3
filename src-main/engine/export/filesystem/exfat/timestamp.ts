/**
 * Time stamps: local date and time in two-second steps (§7.4.8), 10 ms steps on top (§7.4.9), offset from UTC in
 * quarters of an hour with the valid bit set (§7.4.10). Years 1980 to 2107.
 */
import { type UtcMs, utcMs } from '../../../lib/index.ts';
import type { TreeTime } from '../tree.ts';

export interface ExfatTimestamp {
  readonly timestamp: number;
  readonly tenMs: number;
  readonly utcOffset: number;
}

const EARLIEST = Date.UTC(1980, 0, 1);
const LATEST = Date.UTC(2107, 11, 31, 23, 59, 59, 990);
const OFFSET_VALID = 0x80;

/** Times outside the range are moved to its nearer end; an offset that is no quarter of an hour is recorded as UTC (§7.4.10.1). */
export function encodeTimestamp(time: TreeTime): ExfatTimestamp {
  const quarters = time.offsetMinutes / 15;
  const offset = Number.isInteger(quarters) && quarters >= -64 && quarters <= 63 ? quarters : 0;
  const local = new Date(Math.min(LATEST, Math.max(EARLIEST, time.at + offset * 15 * 60_000)));
  const timestamp =
    ((local.getUTCFullYear() - 1980) << 25) |
    ((local.getUTCMonth() + 1) << 21) |
    (local.getUTCDate() << 16) |
    (local.getUTCHours() << 11) |
    (local.getUTCMinutes() << 5) |
    (local.getUTCSeconds() >> 1);
  const tenMs = (local.getUTCSeconds() & 1) * 100 + Math.floor(local.getUTCMilliseconds() / 10);
  return { timestamp: timestamp >>> 0, tenMs, utcOffset: OFFSET_VALID | (offset & 0x7f) };
}

/** Null when the fields name no date. Without a valid offset the local time is taken as UTC. */
export function decodeTimestamp({ timestamp, tenMs, utcOffset }: ExfatTimestamp): TreeTime | null {
  const month = (timestamp >>> 21) & 15;
  const day = (timestamp >>> 16) & 31;
  const hour = (timestamp >>> 11) & 31;
  const minute = (timestamp >>> 5) & 63;
  const second = (timestamp & 31) * 2;
  const midnight = Date.UTC((timestamp >>> 25) + 1980, month - 1, day);
  const exists = month >= 1 && month <= 12 && new Date(midnight).getUTCDate() === day;
  if (!exists || hour > 23 || minute > 59 || second > 58 || tenMs > 199) return null;
  const quarters = (utcOffset & OFFSET_VALID) === 0 ? 0 : ((utcOffset & 0x7f) << 25) >> 25;
  const local = midnight + ((hour * 60 + minute) * 60 + second) * 1000 + tenMs * 10;
  const at: UtcMs = utcMs(local - quarters * 15 * 60_000);
  return { at, offsetMinutes: quarters * 15 };
}
