/** Times: what a wall clock means, in which order its numbers stand, and what is no time. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headerOf } from '../../../src-main/engine/intake/readers/whatsapp/header.ts';
import { DateOrderSurvey, dateMs } from '../../../src-main/engine/intake/time/dateOrder.ts';
import { dateTime, parseDateTime, wallMsOf } from '../../../src-main/engine/intake/time/dateTime.ts';
import { namedZone } from '../../../src-main/engine/intake/time/zones.ts';
import { readText, shownTimes } from '../../support/intakeFiles.ts';
import { hasSharedData, sharedData } from '../../support/sharedData.ts';

const SEED = 20261124;
const utc = (zone: string, text: string): string => {
  const { utcMs } = dateTime(text, namedZone(zone));
  return new Date(utcMs ?? Number.NaN).toISOString();
};

describe('zones', () => {
  it('Shanghai is eight hours ahead, and was nine in the summers of 1986 to 1991', () => {
    expect(utc('Asia/Shanghai', '2024-05-01 08:00:00')).toBe('2024-05-01T00:00:00.000Z');
    expect(utc('Asia/Shanghai', '1988-07-01 09:00:00')).toBe('1988-07-01T00:00:00.000Z');
  });

  it('a wall clock that came twice is taken the first time, one that never came with the offset before', () => {
    expect(utc('America/New_York', '2024-11-03 01:30:00')).toBe('2024-11-03T05:30:00.000Z');
    expect(utc('America/New_York', '2024-03-10 02:30:00')).toBe('2024-03-10T07:30:00.000Z');
  });

  it('a zone of half an hour’s change is met at the half hour', () => {
    expect(utc('Australia/Lord_Howe', '2024-10-06 02:45:00')).toBe('2024-10-05T15:45:00.000Z');
  });

  it('every instant comes back from its wall clock, except in the hour that came twice', () => {
    const zone = namedZone('Europe/Berlin');
    const wall = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Europe/Berlin',
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2035, 0, 1) }), (at) => {
        const second = Math.floor(at / 1000) * 1000;
        const parsed = parseDateTime(wall.format(second));
        const back = zone.toUtc(parsed?.wallMs ?? Number.NaN);
        expect([0, 3_600_000]).toContain(second - back);
      }),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it('an offset may be named, an unknown zone is an error', () => {
    expect(utc('+05:30', '2024-05-01 05:30:00')).toBe('2024-05-01T00:00:00.000Z');
    expect(() => namedZone('Mars/Olympus')).toThrow('intake.zone-unknown');
  });
});

describe('date-times', () => {
  it('the calendar is the runtime’s', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2100-12-31T23:59:59Z'), noInvalidDate: true }),
        (date) => {
          const whole = Math.floor(date.getTime() / 1000) * 1000;
          const text = new Date(whole).toISOString().slice(0, 19);
          expect(parseDateTime(text)?.wallMs).toBe(whole);
          expect(parseDateTime(text.replace('T', ' '))?.wallMs).toBe(whole);
        },
      ),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it.each([
    '2023-02-29 00:00:00',
    '2024-04-31 00:00:00',
    '2024-13-01 00:00:00',
    '2024-01-01 24:00:00',
    '2024-01-01 10:60:00',
    'yesterday',
    '',
  ])('“%s” is no time', (text) => {
    expect(parseDateTime(text)).toBeNull();
  });

  it.each([
    ['2023/8/12 9:05', Date.UTC(2023, 7, 12, 9, 5), 'minute'],
    ['2024年1月5日 09时15分', Date.UTC(2024, 0, 5, 9, 15), 'minute'],
    ['2024-01-05', Date.UTC(2024, 0, 5), 'day'],
    ['2024-01-05T09:15:00.1239', Date.UTC(2024, 0, 5, 9, 15, 0, 123), 'millisecond'],
  ])('“%s” is read to its own precision', (text, ms, precision) => {
    expect(parseDateTime(text)).toMatchObject({ wallMs: ms, precision });
  });

  it('an offset in the text makes an instant, whatever zone is named', () => {
    expect(dateTime('2024-01-05T09:15:00+08:00', namedZone('America/New_York'))).toMatchObject({
      kind: 'recorded',
      utcMs: Date.UTC(2024, 0, 5, 1, 15),
    });
  });

  it('midnight of the first of March of a leap year is where the runtime has it', () => {
    expect(wallMsOf(2000, 3, 1, 0, 0, 0)).toBe(Date.UTC(2000, 2, 1));
    expect(wallMsOf(1900, 3, 1, 0, 0, 0)).toBe(Date.UTC(1900, 2, 1));
  });
});

describe('the order of day, month and year', () => {
  const decide = (...dates: readonly string[]) => {
    const survey = new DateOrderSurvey();
    for (const date of dates) survey.add(date.split('/') as [string, string, string]);
    return survey.decide();
  };

  it('an impossible month settles it', () => {
    expect(decide('3/4/2024', '25/4/2024')).toEqual({ order: 'dmy', certain: true });
    expect(decide('4/3/2024', '4/25/2024')).toEqual({ order: 'mdy', certain: true });
  });

  it('time going forwards settles it where the numbers do not', () => {
    expect(decide('1/2/2024', '2/2/2024', '1/3/2024', '2/3/2024')).toMatchObject({ order: 'dmy', certain: true });
  });

  it('where both orders do, it is called uncertain', () => {
    expect(decide('5/6/2024').certain).toBe(false);
    expect(decide('5/5/2024').certain).toBe(true);
  });

  it('two digits of a year are of this century', () => {
    expect(dateMs(['15', '01', '20'], 'dmy')).toBe(Date.UTC(2020, 0, 15));
  });
});

describe.runIf(hasSharedData('chat/whatsapp'))('the 96 header layouts of WhatsApp seen in the wild', async () => {
  const layouts = hasSharedData('chat/whatsapp')
    ? (JSON.parse(readFileSync(sharedData('chat/whatsapp/whatstk_header_format_support.json'), 'utf8')) as readonly {
        readonly format: string;
      }[])
    : [];
  /** strftime, as far as the list uses it. */
  const written = (format: string, date: Date, name: string): string => {
    const two = (value: number): string => String(value).padStart(2, '0');
    const hour = date.getUTCHours();
    const parts: Record<string, string> = {
      y: two(date.getUTCFullYear() % 100),
      m: two(date.getUTCMonth() + 1),
      d: two(date.getUTCDate()),
      H: two(hour),
      I: two(hour % 12 === 0 ? 12 : hour % 12),
      M: two(date.getUTCMinutes()),
      S: two(date.getUTCSeconds()),
      p: hour < 12 ? 'AM' : 'PM',
    };
    return format.replace('%name', name).replace(/%([a-zA-Z])/g, (whole, letter: string) => parts[letter] ?? whole);
  };

  it.each(layouts.map(({ format }) => format))('%s', async (format) => {
    const dates = [Date.UTC(2021, 0, 5, 9, 3, 0), Date.UTC(2021, 2, 27, 22, 1, 0), Date.UTC(2021, 11, 30, 0, 59, 0)];
    const text = dates.map((at) => `${written(format, new Date(at), 'Anna')} hello\n`).join('');
    expect(headerOf(text.split('\n')[0] ?? '')).not.toBeNull();
    const { messages } = await readText('_chat.txt', text);
    expect(shownTimes(messages)).toEqual(dates.map((at) => new Date(at).toISOString()));
    expect(messages.every(({ senderName }) => senderName === 'Anna')).toBe(true);
  });
});

describe('epoch numbers in columns that nobody describes', () => {
  it.each([
    ['1331698658', '2012-03-14T04:17:38.000Z'],
    ['1331698658276', '2012-03-14T04:17:38.276Z'],
    ['1331698658276340', '2012-03-14T04:17:38.276Z'],
    ['1331698658276340123', '2012-03-14T04:17:38.276Z'],
    ['1331698658.2763', '2012-03-14T04:17:38.276Z'],
  ])('the size of %s tells its unit', async (number, iso) => {
    const { messages } = await readText('x.csv', `message,timestamp\nhello,${number}\n`);
    expect(shownTimes(messages)).toEqual([iso]);
    expect(messages[0]?.time.kind).toBe('recorded');
  });
});
