/** QQ text as messages. Notices that a chat window shows between messages have no time of their own and stay undated. */
import type { DateOrder } from '../../../../../src-preload/contract/sourceWords.ts';
import { messageOf } from '../../message.ts';
import type { Place } from '../../model.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { bodyOf, readLines, surveyLines } from '../../text/readLines.ts';
import { DateOrderSurvey, dateMsIn, settleDateOrder } from '../../time/dateOrder.ts';
import { wallTime } from '../../time/dateTime.ts';
import { dayTimeMs } from '../../time/dayTime.ts';
import { type RecordedTime, UNDATED, undated } from '../../time/recordedTime.ts';
import { flawed } from '../../warnings.ts';
import { headerOf, type QqHeader } from './header.ts';

/** `消息分组:` and `消息对象:` name what the messages below belong to. */
const OBJECT = /^消息对象[:：]\s*(.*)$/;
const HEADING = /^(?:={8,}|消息分组[:：].*|消息记录（.*）)$/;
const REVOKED = /^(.+?)撤回了一条消息(?:\s|$)/;
const FRIEND_HINT = /^你和.+有\d+个共同好友，点击添加好友。$/;

/** QQ's own numbers: 系统消息. */
const SYSTEM_ACCOUNTS: ReadonlySet<string> = new Set(['10000', '1000000']);

type Begun =
  | { readonly kind: 'message'; readonly header: QqHeader }
  | { readonly kind: 'notice'; readonly text: string; readonly by: string | null }
  | { readonly kind: 'object'; readonly name: string }
  | { readonly kind: 'heading' };

export async function readQqText(reading: Reading): Promise<void> {
  const survey = new DateOrderSurvey();
  await surveyLines(reading, reading.file, (line) => {
    const header = headerOf(line);
    if (header) survey.add(header.date);
  });
  const order = settleDateOrder(reading, survey);
  const roster = new Roster(reading.sink, 'qq');
  let conversation = reading.head.name.replace(/\.txt$/i, '');
  let blankBefore = false;
  await readLines<Begun>(reading, reading.file, {
    begin(line) {
      const begun = beginOf(line, blankBefore);
      blankBefore = line.trim() === '';
      return begun;
    },
    record(begun, rest, place, raw) {
      if (begun.kind === 'heading') return;
      if (begun.kind === 'object') {
        conversation = begun.name;
        roster.conversation(conversation, { name: conversation });
        return;
      }
      roster.conversation(conversation, { name: conversation });
      const message =
        begun.kind === 'notice'
          ? noticeOf(begun, conversation)
          : messageFrom(reading, roster, begun.header, order, rest, conversation, place);
      reading.sink.record(message, place, raw);
    },
    stray: () => {},
  });
}

function beginOf(line: string, blankBefore: boolean): Begun | null {
  const header = headerOf(line);
  if (header) return { kind: 'message', header };
  const object = OBJECT.exec(line);
  if (object) return { kind: 'object', name: object[1] ?? '' };
  if (HEADING.test(line)) return { kind: 'heading' };
  // Inside a message such words may be said by anybody; as a notice they stand behind a blank line.
  const revoked = blankBefore ? REVOKED.exec(line) : null;
  if (revoked) return { kind: 'notice', text: line, by: revoked[1] ?? null };
  return blankBefore && FRIEND_HINT.test(line) ? { kind: 'notice', text: line, by: null } : null;
}

function noticeOf(notice: Extract<Begun, { kind: 'notice' }>, conversation: string) {
  const { text, by } = notice;
  return messageOf({
    conversation,
    type: by === null ? 'system' : 'recalled',
    nativeType: '',
    text,
    time: UNDATED,
    parts: by === null ? null : { revoke: { id: null, by, time: null } },
  });
}

function messageFrom(
  reading: Reading,
  roster: Roster,
  header: QqHeader,
  order: DateOrder,
  rest: readonly string[],
  conversation: string,
  place: Place,
) {
  const { account, name } = header;
  const key = account ?? name;
  const text = bodyOf(rest);
  const system = account !== null && SYSTEM_ACCOUNTS.has(account);
  return messageOf({
    conversation,
    sender: roster.person(key, { account, accountName: name || null }),
    senderName: header.title === null ? name : `${header.title}${name}`,
    type: system ? 'system' : text === '[图片]' ? 'image' : 'text',
    nativeType: '',
    text,
    time: timeOf(reading, header, order, place),
  });
}

function timeOf(reading: Reading, header: QqHeader, order: DateOrder, place: Place): RecordedTime {
  const { recorded, date, hour, minute, second, half } = header;
  const day = dateMsIn(date, order);
  const within = dayTimeMs(hour, minute, second, half);
  if (day !== null && within !== null) return wallTime(recorded, day + within, 'second', reading.zone);
  flawed(reading.sink.warning, 'time-unreadable', place, { value: recorded });
  return undated(recorded);
}
