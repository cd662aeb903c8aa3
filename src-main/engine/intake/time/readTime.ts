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

/** Seconds and milliseconds mixed by exporters: 12 digits or more are milliseconds (1973 on, and seconds until 33658). */
export function readEpoch(reading: Reading, text: string | null, place: Place): RecordedTime {
  return text !== null && text.length >= 12 ? readMs(reading, text, place) : readSeconds(reading, text, place);
}

function reported(reading: Reading, time: RecordedTime, place: Place): RecordedTime {
  // Exporters write 0 for "no time"; that is nothing unreadable.
  if (time.kind === 'undated' && time.recorded !== '0') {
    flawed(reading.sink.warning, 'time-unreadable', place, { value: time.recorded });
  }
  return time;
}
