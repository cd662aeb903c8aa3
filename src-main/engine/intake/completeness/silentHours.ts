/**
 * Hours without a message in which the source, by its own rhythm, would have had some.
 *
 * The rhythm is the share of weeks in which an hour of the week (168 of them) had a message. A run of silent hours is
 * told when it was less likely than one in a million by that rhythm, all hours taken as independent: people are not, so
 * holidays show as well. It is a lead.
 */
import type { Message } from '../model.ts';
import { orderMs } from '../time/recordedTime.ts';
import type { Check, Finding, Span } from './finding.ts';

const HOUR = 3_600_000;
const WEEK_HOURS = 168;
const FEWEST_WEEKS = 4;
const FEWEST_RECORDS = 200;
const SHORTEST_RUN = 3;
/** Natural logarithm of a million. */
const THRESHOLD = Math.log(1e6);
/** No hour is ever taken as certain to have a message. */
const SUREST = 0.98;
const MOST_RUNS = 20;
/** Hours that are kept: two hundred years, for sources with a date gone wrong. */
const MOST_HOURS = 24 * 366 * 200;

export function silentHours(): Check {
  const active = new Set<number>();
  let records = 0;
  return {
    id: 'silent-hours',
    record({ time }: Message) {
      const at = orderMs(time);
      // A time that is only a day says nothing about hours.
      if (at === null || time.precision === 'day') return;
      records += 1;
      active.add(Math.floor(at / HOUR));
    },
    outcome() {
      if (records === 0) return { check: 'silent-hours', performed: false, why: 'no-times' };
      let first = Number.POSITIVE_INFINITY;
      let last = Number.NEGATIVE_INFINITY;
      for (const hour of active) {
        first = Math.min(first, hour);
        last = Math.max(last, hour);
      }
      const span = last - first + 1;
      if (records < FEWEST_RECORDS || span < FEWEST_WEEKS * WEEK_HOURS || span > MOST_HOURS) {
        return { check: 'silent-hours', performed: false, why: 'too-little' };
      }
      const findings = silentRuns(active, first, last).map(findingOf);
      return { check: 'silent-hours', performed: true, findings };
    },
  };
}

interface Run extends Span {
  readonly unlikelihood: number;
}

function silentRuns(active: ReadonlySet<number>, first: number, last: number): readonly Run[] {
  const surprise = surpriseByHourOfWeek(active, first, last);
  const runs: Run[] = [];
  let start = -1;
  let sum = 0;
  for (let hour = first; hour <= last; hour++) {
    if (!active.has(hour)) {
      if (start < 0) start = hour;
      sum += surprise[hourOfWeek(hour)] ?? 0;
      continue;
    }
    if (start >= 0 && sum >= THRESHOLD && hour - start >= SHORTEST_RUN) {
      runs.push({ from: start * HOUR, to: hour * HOUR - 1, unlikelihood: sum });
    }
    start = -1;
    sum = 0;
  }
  return runs.sort((one, other) => other.unlikelihood - one.unlikelihood).slice(0, MOST_RUNS);
}

/** For each hour of the week: -ln of the chance that it is silent. */
function surpriseByHourOfWeek(active: ReadonlySet<number>, first: number, last: number): Float64Array {
  const weeks = new Float64Array(WEEK_HOURS);
  const spoken = new Float64Array(WEEK_HOURS);
  for (let hour = first; hour <= last; hour++) {
    const slot = hourOfWeek(hour);
    weeks[slot] = (weeks[slot] ?? 0) + 1;
    if (active.has(hour)) spoken[slot] = (spoken[slot] ?? 0) + 1;
  }
  return weeks.map((count, slot) => -Math.log(1 - Math.min(SUREST, (spoken[slot] ?? 0) / Math.max(1, count))));
}

function hourOfWeek(hour: number): number {
  return ((hour % WEEK_HOURS) + WEEK_HOURS) % WEEK_HOURS;
}

function findingOf({ from, to }: Run): Finding {
  const hours = Math.round((to + 1 - from) / HOUR);
  return {
    code: 'silent-hours',
    strength: 'weak',
    conversation: null,
    details: { hours, from, to },
    spans: [{ from, to }],
    places: [],
  };
}
