/**
 * Which of three numbers is the day, the month, the year: decided over a whole file and recorded, never line by line.
 * An order that makes impossible dates is out; of the rest the one with the fewest steps back in time, then the
 * shortest span, is taken. Where two orders remain equal it is a guess, and said to be one.
 */
import type { DateOrder } from '../../../../src-preload/contract/sourceWords.ts';
import type { Reading } from '../reader.ts';
import { wallMsOf } from './dateTime.ts';

export type DateNumbers = readonly [string, string, string];

const ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ymd', 'ydm'];

/** Midnight of the date as a wall clock; null when the order makes no date of the numbers. */
export function dateMs([a, b, c]: DateNumbers, order: DateOrder): number | null {
  const places = { ymd: [a, b, c], ydm: [a, c, b], dmy: [c, b, a], mdy: [c, a, b] } as const;
  const [year, month, day] = places[order];
  if (year.length !== 4 && year.length !== 2) return null;
  // Two digits: the services that write them began after 2000.
  const fullYear = year.length === 4 ? Number(year) : 2000 + Number(year);
  return wallMsOf(fullYear, Number(month), Number(day), 0, 0, 0);
}

interface Trial {
  readonly order: DateOrder;
  impossible: number;
  stepsBack: number;
  last: number;
  first: number;
  latest: number;
}

export class DateOrderSurvey {
  readonly #trials: readonly Trial[] = ORDERS.map((order) => ({
    order,
    impossible: 0,
    stepsBack: 0,
    last: Number.NEGATIVE_INFINITY,
    first: Number.POSITIVE_INFINITY,
    latest: Number.NEGATIVE_INFINITY,
  }));
  #dates = 0;
  #yearsFirst = 0;

  add(numbers: DateNumbers): void {
    this.#dates += 1;
    if (numbers[0].length === 4) this.#yearsFirst += 1;
    for (const trial of this.#trials) {
      const ms = dateMs(numbers, trial.order);
      if (ms === null) {
        trial.impossible += 1;
        continue;
      }
      if (ms < trial.last) trial.stepsBack += 1;
      trial.last = ms;
      trial.first = Math.min(trial.first, ms);
      trial.latest = Math.max(trial.latest, ms);
    }
  }

  /** The order, and whether nothing speaks for another one. */
  decide(): { readonly order: DateOrder; readonly certain: boolean } {
    // Nobody writes a full year first and then the day before the month.
    const [yearMonthDay] = this.#trials.filter(({ order }) => order === 'ymd');
    if (this.#yearsFirst === this.#dates && yearMonthDay?.impossible === 0) return { order: 'ymd', certain: true };
    const ranked = [...this.#trials].sort(
      (one, other) =>
        one.impossible - other.impossible || one.stepsBack - other.stepsBack || spanOf(one) - spanOf(other),
    );
    const [best, second] = ranked;
    if (!best || this.#dates === 0) return { order: 'ymd', certain: true };
    // Day and month the same all along: any order says the same.
    const same =
      second !== undefined &&
      second.impossible === best.impossible &&
      second.first === best.first &&
      second.latest === best.latest;
    const beaten = second === undefined || second.impossible > best.impossible || second.stepsBack > best.stepsBack;
    return { order: best.order, certain: beaten || same };
  }
}

function spanOf({ first, latest }: Trial): number {
  return latest - first;
}

/** The person's word, else the survey's finding; recorded either way. */
export function settleDateOrder(reading: Reading, survey: DateOrderSurvey): DateOrder {
  const { dateOrder } = reading.options;
  const { order, certain } = dateOrder ? { order: dateOrder, certain: true } : survey.decide();
  const { part } = reading.file;
  const details = { order, file: part.member ?? part.file };
  const reason = dateOrder ? 'date-order-person' : certain ? 'date-order-content' : 'date-order-guess';
  reading.sink.assumed({ about: 'date-order', value: order, by: dateOrder ? 'person' : 'content', reason, details });
  if (!certain) {
    reading.sink.warning({ code: 'date-order-guessed', part, offset: null, length: null, lost: false, details });
  }
  return order;
}

/** The file's order, else, for a line that it makes no date of, any order that does. */
export function dateMsIn(numbers: DateNumbers, order: DateOrder): number | null {
  const ms = dateMs(numbers, order);
  if (ms !== null) return ms;
  for (const other of ORDERS) {
    const otherMs = dateMs(numbers, other);
    if (otherMs !== null) return otherMs;
  }
  return null;
}
