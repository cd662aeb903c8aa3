/** Times of a record as a reader meets them: read under the reading's zone, and reported where they cannot be. */
import type { Place } from '../model.ts';
import type { Reading } from '../reader.ts';
import { flawed } from '../warnings.ts';
import { dateTime } from './dateTime.ts';
import { instantFromMs, instantFromSeconds, type RecordedTime, UNDATED } from './recordedTime.ts';

/** A date-time text; empty means the source has none. */
export function readDateTime(reading: Reading, text: string | null, place: Place): RecordedTime {
  if (text === null || text === '') return UNDATED;
  return reported(reading, dateTime(text, reading.zone), place);
}

/** Digits or a number of seconds since 1970. */
export function readSeconds(reading: Reading, text: string | null, place: Place): RecordedTime {
  if (text === null || text === '') return UNDATED;
  return reported(reading, instantFromSeconds(text, Number(text)), place);
}

/** Digits or a number of milliseconds since 1970. */
export function readMs(reading: Reading, text: string | null, place: Place): RecordedTime {
  if (text === null || text === '') return UNDATED;
  return reported(reading, instantFromMs(text, Number(text)), place);
}

/**
 * An epoch number whose unit its size tells: seconds to 11 digits, then milliseconds, microseconds, nanoseconds; what is
 * finer than a millisecond is cut. Seconds may have a fraction.
 */
export function readEpoch(reading: Reading, text: string | null, place: Place): RecordedTime {
  if (text === null || text === '') return UNDATED;
  const [whole = '', fraction] = text.split('.');
  const finer = whole.length >= 18 ? 6 : whole.length >= 15 ? 3 : 0;
  if (whole.length < 12 && fraction === undefined) return readSeconds(reading, text, place);
  const ms =
    fraction === undefined
      ? Number(whole.slice(0, whole.length - finer))
      : Number(whole + fraction.padEnd(3, '0').slice(0, 3));
  return reported(reading, instantFromMs(text, ms), place);
}

function reported(reading: Reading, time: RecordedTime, place: Place): RecordedTime {
  // Exporters write 0 for "no time"; that is nothing unreadable.
  if (time.kind === 'undated' && time.recorded !== '0') {
    flawed(reading.sink.warning, 'time-unreadable', place, { value: time.recorded });
  }
  return time;
}
