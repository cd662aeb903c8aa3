/**
 * A WhatsApp export as messages. Read twice: first for the order of day, month and year, decided over the whole file, and
 * for the names; then for the messages.
 */
import type { DateOrder } from '../../../../../src-preload/contract/sourceWords.ts';
import { messageOf } from '../../message.ts';
import type { MessageParts, Place } from '../../model.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { bodyOf, readLines, surveyLines } from '../../text/readLines.ts';
import { DateOrderSurvey, dateMsIn, settleDateOrder } from '../../time/dateOrder.ts';
import { wallTime } from '../../time/dateTime.ts';
import { dayTimeMs, dayTimePrecision } from '../../time/dayTime.ts';
import { type RecordedTime, undated } from '../../time/recordedTime.ts';
import { flawed } from '../../warnings.ts';
import { bodyOfWhatsApp } from './body.ts';
import { headerOf, splitName, type WhatsAppHeader } from './header.ts';

/** Names beyond this are no people of one chat; they are then only found by colon and space. */
const MOST_NAMES = 20_000;

export async function readWhatsApp(reading: Reading): Promise<void> {
  const survey = new DateOrderSurvey();
  const names = new Set<string>();
  await surveyLines(reading, reading.file, (line) => {
    const header = headerOf(line);
    if (header === null) return;
    survey.add(header.date);
    const { name } = splitName(header.rest, names);
    if (name !== null && names.size < MOST_NAMES) names.add(name);
  });
  const order = settleDateOrder(reading, survey);
  const roster = new Roster(reading.sink, 'whatsapp');
  const conversation = chatName(reading.file.path, reading.file.part.file);
  roster.conversation(conversation, { name: conversation });
  await readLines(reading, reading.file, {
    begin: headerOf,
    record(header, rest, place, raw) {
      const first = splitName(header.rest, names);
      const text = bodyOf([first.text, ...rest]);
      const { type, attachments } = bodyOfWhatsApp(text);
      const parts: MessageParts | null = attachments.length > 0 ? { attachments } : null;
      const { name } = first;
      const message = messageOf({
        conversation,
        sender: name === null ? null : roster.person(name, { accountName: name, account: phoneOf(name) }),
        senderName: name,
        type: name === null && type === 'text' ? 'system' : type,
        nativeType: '',
        text,
        time: timeOf(reading, header, order, place),
        parts,
      });
      reading.sink.record(message, place, raw);
    },
  });
}

/** Who is not among the contacts is shown by number. */
function phoneOf(name: string): string | null {
  return /^\+\d[\d\s()-]{5,}$/.test(name) ? name : null;
}

function timeOf(reading: Reading, header: WhatsAppHeader, order: DateOrder, place: Place): RecordedTime {
  const { recorded, date, hour, minute, second, half } = header;
  const day = dateMsIn(date, order);
  const within = dayTimeMs(hour, minute, second, half);
  if (day !== null && within !== null) return wallTime(recorded, day + within, dayTimePrecision(second), reading.zone);
  flawed(reading.sink.warning, 'time-unreadable', place, { value: recorded });
  return undated(recorded);
}

/** The chat's name out of the file's: `WhatsApp Chat with X.txt`, `与X的WhatsApp聊天.txt`; `_chat.txt` has its archive's. */
function chatName(path: string, file: string): string {
  const own = path.slice(path.lastIndexOf('/') + 1);
  const name = (own === '_chat.txt' ? file : own).replace(/\.(?:txt|zip)$/i, '');
  const found =
    /^WhatsApp Chat(?: with)?\s*-?\s*(.+)$/i.exec(name) ??
    /^[与與](.+)的\s*WhatsApp\s*(?:聊天|對話|对话).*$/i.exec(name) ??
    /^WhatsApp\s*[与與](.+)的(?:聊天|對話|对话).*$/i.exec(name) ??
    /^Chat de WhatsApp con (.+)$/i.exec(name);
  return found?.[1]?.trim() ?? name;
}
