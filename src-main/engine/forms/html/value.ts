/** One value as it is printed. What stands in the element, read as text, is the stored value or is derived from it alone. */
import { isMessageKey, type Language, type MessageKey, message } from '../../../../src-preload/contract/catalogue.ts';
import { BugError } from '../../lib/index.ts';
import { type FormRecord, rowsAt, valueAt } from '../record.ts';
import type { Field } from '../ruleset.ts';
import { type Html, html, seen } from './markup.ts';

export function showValue(field: Field, record: FormRecord, language: Language): Html {
  if (field.kind === 'ranges') return showRanges(rowsAt(record, field.path), language);
  const value = valueAt(record, field.path);
  if (value === '') {
    if (field.kind === 'pen')
      return html`${field.options.map((option) => html`<span class="tick">□ ${option[language]}</span>`)}`;
    return html`<span class="unrecorded">${message(language, 'form.unrecorded')}</span>`;
  }
  switch (field.kind) {
    case 'hash':
      return showHash(value);
    case 'bytes':
      return html`<span class="figure">${grouped(value, 3, 'end')}</span>`;
    case 'time':
      return html`<time datetime="${value}">${showTime(value, language)}</time>`;
    case 'code':
      return html`<span data-value="${value}">${message(language, knownKey(`form.value.${value}`))}</span>`;
    case 'clock':
      return html`<span data-value="${value}">${showClock(Number(value), language)}</span>`;
    case 'note':
      return html`<span data-value="${value}">${message(language, 'form.log-entry', { index: value })}</span>`;
    case 'text':
    case 'number':
    case 'pen':
      return seen(value);
  }
}

/** `2026-11-24T19:45:03+08:00` as the calendar of the reader's language writes it; the offset stands in the label. */
export function showTime(value: string, language: Language): string {
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)\+08:00$/.exec(value);
  if (!match) throw new BugError('bug.not-a-form-time', { value });
  const [, year = '', month = '', day = '', clock = ''] = match;
  return language === 'zh' ? `${year}年${month}月${day}日 ${clock}` : `${year}-${month}-${day} ${clock}`;
}

function showClock(steps: number, language: Language): string {
  return steps === 0
    ? message(language, 'form.clock-agrees')
    : message(language, 'form.clock-steps', { seconds: steps * 30 });
}

export function showHash(value: string): Html {
  return html`<span class="hash">${grouped(value, 8, 'start')}</span>`;
}

/** Groups stand apart by style only, so that the text of the element stays exactly the value. */
function grouped(value: string, size: number, from: 'start' | 'end'): readonly Html[] {
  const first = from === 'start' ? 0 : value.length % size;
  const groups = first > 0 ? [value.slice(0, first)] : [];
  for (let at = first; at < value.length; at += size) groups.push(value.slice(at, at + size));
  return groups.map((group) => html`<span class="group">${group}</span>`);
}

/** A key made of a stored code: a code without a sentence in the catalogue is a mistake of ours, not of the evidence. */
export function knownKey(key: string): MessageKey {
  if (!isMessageKey(key)) throw new BugError('bug.unknown-form-value', { key });
  return key;
}

const MOST_RANGES = 20;

function showRanges(ranges: readonly FormRecord[], language: Language): Html {
  if (ranges.length === 0) return html`${message(language, 'form.no-bad-ranges')}`;
  const lines = ranges.slice(0, MOST_RANGES).map((range) => {
    const values = {
      offset: valueAt(range, 'offset'),
      length: valueAt(range, 'length'),
      errno: valueAt(range, 'errno'),
    };
    return html`<div class="line">${message(language, 'form.bad-range', values)}</div>`;
  });
  const rest = ranges.length - lines.length;
  const more =
    rest > 0 ? html`<div class="line">${message(language, 'form.more-ranges', { count: rest })}</div>` : html``;
  return html`${lines}${more}`;
}
