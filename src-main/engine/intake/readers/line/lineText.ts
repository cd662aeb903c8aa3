/**
 * Lines of a LINE text export: `2024/01/05（五）` begins a day; `09:15<TAB>name<TAB>text` is a message; `09:15<TAB>notice`
 * is none. A text of several lines stands between quotation marks. Hours of both clocks are mixed.
 */
import type { DateNumbers } from '../../time/dateOrder.ts';
import { BEFORE_WORDS, BEHIND_WORDS } from '../../time/dayTime.ts';

export type LineBegun =
  | { readonly kind: 'day'; readonly date: DateNumbers; readonly recorded: string }
  | {
      readonly kind: 'message';
      readonly hour: string;
      readonly minute: string;
      readonly half: string | undefined;
      readonly clock: string;
      readonly name: string | null;
      readonly text: string;
    }
  | { readonly kind: 'heading'; readonly chat: string | null };

const DAY = /^(?:\p{L}{1,9}\.?,?\s*)?(\d{1,4})[./](\d{1,2})[./](\d{1,4})(?:\s*[（(].{1,9}[）)]|\s+\p{L}{1,9})?\s*$/u;
const MESSAGE = new RegExp(
  `^((?:(${BEFORE_WORDS})\\s?)?(\\d{1,2}):(\\d{2})(?:\\s?(${BEHIND_WORDS}))?)\\t(?:([^\\t]*)\\t)?(.*)$`,
  's',
);
const HEADING =
  /^\[LINE\]\s*(?:Chat history (?:with|in)\s+(.+)|[與与和]?(.+?)(?:的(?:聊天記錄|聊天记录|對話紀錄|聊天室)|とのトーク履歴|のトーク履歴|님과의 대화|과의 대화).*|(.+))$/i;
const SAVED = /^(?:儲存日期|保存日期|保存日時|Saved on|저장한 날짜)\s*[:：]/i;

export function lineBegun(line: string): LineBegun | null {
  const message = MESSAGE.exec(line);
  if (message) {
    const [, clock = '', before, hour = '', minute = '', behind, name, text = ''] = message;
    return { kind: 'message', hour, minute, half: before ?? behind, clock, name: name ?? null, text };
  }
  const day = DAY.exec(line);
  if (day) return { kind: 'day', date: [day[1] ?? '', day[2] ?? '', day[3] ?? ''], recorded: line.trim() };
  const heading = HEADING.exec(line);
  if (heading) return { kind: 'heading', chat: heading[1] ?? heading[2] ?? heading[3] ?? null };
  return SAVED.test(line) ? { kind: 'heading', chat: null } : null;
}
