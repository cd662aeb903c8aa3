/**
 * The line that begins a message in QQ text.
 * Message manager: `2019-09-23 8:43:38 PM 昵称(QQ号)`, also `昵称<mail>` or the name alone. Copied from a chat window:
 * `【头衔】昵称 2/14/2020 9:16:13 PM`. No zone and no message id in either.
 */
import type { DateNumbers } from '../../time/dateOrder.ts';
import { BEFORE_WORDS, BEHIND_WORDS } from '../../time/dayTime.ts';

export interface QqHeader {
  readonly date: DateNumbers;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  /** 上午, PM …; before or behind the time. */
  readonly half: string | undefined;
  /** Date and time as written. */
  readonly recorded: string;
  /** Group title (头衔) that stands before the name. */
  readonly title: string | null;
  readonly name: string;
  /** QQ number or e-mail address. */
  readonly account: string | null;
  /** `copied` is the order of a chat window: name first. */
  readonly layout: 'managed' | 'copied';
}

const WHEN = `(\\d{1,4})[-/](\\d{1,2})[-/](\\d{1,4})\\s+(${BEFORE_WORDS})?\\s*(\\d{1,2}):(\\d{2}):(\\d{2})(?:\\s*(${BEHIND_WORDS}))?`;
const MANAGED = new RegExp(`^(${WHEN})\\s+(.*?)\\s*$`);
const COPIED = new RegExp(`^(.+?)\\s+(${WHEN})\\s*$`);
const WHO = /^(?:(【[^】]*】)\s*)?(.*?)(?:\(([^()]+)\)|<([^<>]+)>)?$/s;

export function headerOf(line: string): QqHeader | null {
  // Cheap first: most lines of a body have no clock in them.
  if (!line.includes(':')) return null;
  const managed = MANAGED.exec(line);
  if (managed) {
    const [, recorded = '', a = '', b = '', c = '', before, hour = '', minute = '', second = '', behind, who = ''] =
      managed;
    return header([a, b, c], hour, minute, second, before ?? behind, recorded, who, 'managed');
  }
  const copied = COPIED.exec(line);
  if (!copied) return null;
  const [, who = '', recorded = '', a = '', b = '', c = '', before, hour = '', minute = '', second = '', behind] =
    copied;
  return header([a, b, c], hour, minute, second, before ?? behind, recorded, who, 'copied');
}

function header(
  date: DateNumbers,
  hour: string,
  minute: string,
  second: string,
  half: string | undefined,
  recorded: string,
  who: string,
  layout: QqHeader['layout'],
): QqHeader {
  const [, title, name = '', number, address] = WHO.exec(who) ?? [];
  const account = number ?? address ?? null;
  return { date, hour, minute, second, half, recorded, title: title ?? null, name: name.trim(), account, layout };
}
