/** Local time as people and courts write it: ISO 8601 with milliseconds and the station's own offset from UTC. */
import type { UtcMs } from './brands.ts';

/** `2026-11-24T19:45:03.120+08:00`; the offset is the one that the machine's zone had at that moment. */
export function isoWithOffset(at: UtcMs): string {
  const offsetMinutes = -new Date(at).getTimezoneOffset();
  const local = new Date(at + offsetMinutes * 60_000).toISOString().slice(0, -1);
  const sign = offsetMinutes < 0 ? '-' : '+';
  const hours = String(Math.floor(Math.abs(offsetMinutes) / 60)).padStart(2, '0');
  const minutes = String(Math.abs(offsetMinutes) % 60).padStart(2, '0');
  return `${local}${sign}${hours}:${minutes}`;
}
