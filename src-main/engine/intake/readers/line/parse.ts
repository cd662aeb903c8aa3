/** A LINE text export as messages: each has the day above it and its own hour and minute. */
import { messageOf } from '../../message.ts';
import type { MessageType, Place } from '../../model.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { bodyOf, readLines, surveyLines } from '../../text/readLines.ts';
import { DateOrderSurvey, dateMsIn, settleDateOrder } from '../../time/dateOrder.ts';
import { wallTime } from '../../time/dateTime.ts';
import { dayTimeMs } from '../../time/dayTime.ts';
import { type RecordedTime, undated } from '../../time/recordedTime.ts';
import { flawed } from '../../warnings.ts';
import { type LineBegun, lineBegun } from './lineText.ts';

const PLACEHOLDERS: readonly (readonly [RegExp, MessageType])[] = [
  [/^\[(?:貼圖|贴图|Sticker|スタンプ|스티커)\]$/i, 'sticker'],
  [/^\[(?:照片|图片|圖片|Photo|写真|사진)\]$/i, 'image'],
  [/^\[(?:影片|视频|Video|動画|동영상)\]$/i, 'video'],
  [/^\[(?:語音訊息|语音消息|Voice message|ボイスメッセージ|음성 메시지)\]$/i, 'voice'],
  [/^\[(?:檔案|文件|File|ファイル|파일)\]/i, 'file'],
  [/^\[(?:位置資訊|位置信息|Location|位置情報)\]/i, 'location'],
  [/^\[(?:聯絡資訊|Contact|連絡先)\]/i, 'contact'],
  [/^☎/, 'call'],
];
const RECALLED =
  /(?:已收回訊息|已收回讯息|收回了?訊息|unsent a message|送信を取り消しました|メッセージの送信を取り消しました|메시지를 삭제했습니다)/i;

export async function readLine(reading: Reading): Promise<void> {
  const survey = new DateOrderSurvey();
  await surveyLines(reading, reading.file, (line) => {
    const begun = lineBegun(line);
    if (begun?.kind === 'day') survey.add(begun.date);
  });
  const order = settleDateOrder(reading, survey);
  const roster = new Roster(reading.sink, 'line');
  let conversation = reading.head.name.replace(/\.txt$/i, '');
  let day: Extract<LineBegun, { kind: 'day' }> | null = null;
  let quoted = false;
  await readLines<LineBegun>(reading, reading.file, {
    begin(line) {
      // Inside quotation marks a line may look like anything.
      if (quoted) {
        quoted = !endsQuote(line);
        return null;
      }
      const begun = lineBegun(line);
      if (begun?.kind === 'message')
        quoted = begun.text.startsWith('"') && !(begun.text.length > 1 && endsQuote(begun.text));
      return begun;
    },
    record(begun, rest, place, raw) {
      if (begun.kind === 'day') {
        day = begun;
        return;
      }
      if (begun.kind === 'heading') {
        conversation = begun.chat ?? conversation;
        return;
      }
      roster.conversation(conversation, { name: conversation });
      const time = timeOf(begun, place);
      const text = unquoted(bodyOf([begun.text, ...rest]));
      const notice = begun.name === null || begun.name === '';
      const type = RECALLED.test(text)
        ? 'recalled'
        : (PLACEHOLDERS.find(([pattern]) => pattern.test(text))?.[1] ?? 'text');
      const message = messageOf({
        conversation,
        sender: begun.name === null || notice ? null : roster.person(begun.name, { accountName: begun.name }),
        senderName: notice ? null : begun.name,
        type: notice && type === 'text' ? 'system' : type,
        nativeType: '',
        text,
        time,
      });
      reading.sink.record(message, place, raw);
    },
  });

  function timeOf(begun: Extract<LineBegun, { kind: 'message' }>, place: Place): RecordedTime {
    const recorded = day === null ? begun.clock : `${day.recorded} ${begun.clock}`;
    const midnight = day === null ? null : dateMsIn(day.date, order);
    const within = dayTimeMs(begun.hour, begun.minute, undefined, begun.half);
    if (midnight !== null && within !== null) return wallTime(recorded, midnight + within, 'minute', reading.zone);
    flawed(reading.sink.warning, 'time-unreadable', place, { value: recorded });
    return undated(recorded);
  }
}

function endsQuote(line: string): boolean {
  return /(?:^|[^"])(?:"")*"$/.test(line);
}

/** Marks are only there where a text has several lines; doubled ones inside stand for one. */
function unquoted(text: string): string {
  return text.includes('\n') && text.startsWith('"') && text.endsWith('"')
    ? text.slice(1, -1).replaceAll('""', '"')
    : text;
}
