/** One record of a table or of JSON that no reader knows, as a message, by a mapping of its fields. */

import type { DateOrder, MappedField } from '../../../src-preload/contract/sourceWords.ts';
import type { TableMapping } from './mapping.ts';
import { messageOf } from './message.ts';
import type { Message, MessageType, Place } from './model.ts';
import { MESSAGE_TYPES } from './model.ts';
import type { Reading, RecordSink } from './reader.ts';
import type { Roster } from './roster.ts';
import { type DateNumbers, DateOrderSurvey, dateMsIn, settleDateOrder } from './time/dateOrder.ts';
import { parseDateTime, wallTime } from './time/dateTime.ts';
import { BEFORE_WORDS, BEHIND_WORDS, dayTimeMs, dayTimePrecision } from './time/dayTime.ts';
import { readDateTime, readEpoch } from './time/readTime.ts';
import { type RecordedTime, UNDATED } from './time/recordedTime.ts';

/** Dates whose order must be decided over the whole file: `24/12/2019 11:30 PM`. Null when the file has none. */
export type Times = { readonly order: DateOrder } | null;

const NUMERIC = new RegExp(
  `(?<!\\d)(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4}|\\d{2}),?\\s+(?:(${BEFORE_WORDS})\\s?)?(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:\\s?(${BEHIND_WORDS}))?`,
);

/**
 * Looks at the times of all records once, where those of the first ones ask for it. `pass` reads the records as they will
 * be read, and tells each one's time.
 */
export async function settleTimes(
  reading: Reading,
  samples: readonly string[],
  pass: (muted: Reading, time: (text: string) => void) => Promise<void>,
): Promise<Times> {
  if (!samples.some((sample) => parseDateTime(sample) === null && NUMERIC.test(sample))) return null;
  const survey = new DateOrderSurvey();
  const nothing = (): void => {};
  const sink: RecordSink = {
    conversation: nothing,
    person: nothing,
    record: nothing,
    warning: nothing,
    assumed: nothing,
    declared: nothing,
    drained: () => reading.sink.drained(),
  };
  await pass({ ...reading, sink }, (text) => {
    const found = NUMERIC.exec(text);
    if (found) survey.add([found[1] ?? '', found[2] ?? '', found[3] ?? '']);
  });
  return { order: settleDateOrder(reading, survey) };
}

export function recordMapping(reading: Reading, fields: TableMapping['fields']): void {
  const value = Object.entries(fields)
    .map(([field, title]) => `${field}=${title}`)
    .join(', ');
  const by = reading.options.mapping ? 'person' : 'content';
  const reason = by === 'person' ? 'mapping-person' : 'mapping-guess';
  reading.sink.assumed({ about: 'mapping', value, by, reason, details: { fields: value } });
}

export function mappedMessage(
  reading: Reading,
  roster: Roster,
  value: (field: MappedField) => string | null,
  times: Times,
  place: Place,
): Message {
  const sender = value('sender') ?? value('senderName');
  const name = value('senderName') ?? value('sender');
  const conversation = value('conversation') ?? reading.head.name;
  const nativeType = value('type') ?? '';
  const sequence = Number(value('sequence') ?? Number.NaN);
  return messageOf({
    id: value('id'),
    sequence: Number.isSafeInteger(sequence) ? sequence : null,
    conversation: roster.conversation(conversation, { name: conversation }),
    sender:
      sender === null ? null : roster.person(sender, { account: value('sender'), accountName: value('senderName') }),
    senderName: name,
    type: typeNamed(nativeType),
    nativeType,
    text: value('text') ?? '',
    time: timeOf(reading, value('time'), times, place),
  });
}

const TYPE_WORDS: Readonly<Record<string, MessageType>> = {
  文本: 'text',
  图片: 'image',
  语音: 'voice',
  视频: 'video',
  文件: 'file',
  表情: 'sticker',
  链接: 'link',
  系统: 'system',
  系统消息: 'system',
  撤回: 'recalled',
};

/** Types are taken over where they are words that everybody means the same by; else it is text. */
function typeNamed(name: string): MessageType {
  const plain = name.toLowerCase();
  return TYPE_WORDS[name] ?? MESSAGE_TYPES.find((type) => type === plain) ?? 'text';
}

function timeOf(reading: Reading, text: string | null, times: Times, place: Place): RecordedTime {
  if (text === null) return UNDATED;
  if (/^\d{9,19}$|^\d{9,10}\.\d+$/.test(text)) return readEpoch(reading, text, place);
  const numeric = times !== null && parseDateTime(text) === null ? NUMERIC.exec(text) : null;
  if (numeric !== null && times !== null) {
    const [, a = '', b = '', c = '', before, hour = '', minute = '', second, behind] = numeric;
    const day = dateMsIn([a, b, c] satisfies DateNumbers, times.order);
    const within = dayTimeMs(hour, minute, second, before ?? behind);
    if (day !== null && within !== null) return wallTime(text, day + within, dayTimePrecision(second), reading.zone);
  }
  return readDateTime(reading, text, place);
}
