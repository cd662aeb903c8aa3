/**
 * An IRC log as messages. A log without dates has only hours and minutes: its messages are undated, whatever the name of
 * the file may say.
 */
import { messageOf } from '../../message.ts';
import type { Place } from '../../model.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { readLines } from '../../text/readLines.ts';
import { readDateTime } from '../../time/readTime.ts';
import { type RecordedTime, undated } from '../../time/recordedTime.ts';
import { lost } from '../../warnings.ts';
import { MESSAGE, NOTICE } from './detect.ts';

interface Entry {
  readonly channel: string | undefined;
  readonly date: string | undefined;
  readonly clock: string | undefined;
  readonly nick: string | null;
  readonly form: 'message' | 'action' | 'notice';
  readonly text: string;
}

export async function readIrc(reading: Reading): Promise<void> {
  const roster = new Roster(reading.sink, 'irc');
  const { name } = reading.head;
  await readLines<Entry>(reading, reading.file, {
    // Every line is an entry of its own, so that a line of another form is not hidden in the one before it.
    begin: (line) =>
      line.trim() === ''
        ? null
        : (entryOf(line) ?? {
            channel: undefined,
            date: undefined,
            clock: undefined,
            nick: null,
            form: 'notice',
            text: '',
          }),
    record(entry, _rest, place, raw) {
      if (entry.nick === null && entry.text === '') {
        lost(reading.sink.warning, 'line-unplaced', place, { text: raw.toString('utf8').slice(0, 80) });
        return;
      }
      const conversation = roster.conversation(entry.channel ?? name, { name: entry.channel ?? name, kind: 'channel' });
      const message = messageOf({
        conversation,
        sender: entry.nick === null ? null : roster.person(entry.nick, { account: entry.nick }),
        senderName: entry.nick,
        type: entry.nick === null ? 'system' : 'text',
        nativeType: entry.form,
        text: entry.text,
        time: timeOf(reading, entry, place),
      });
      reading.sink.record(message, place, raw);
    },
  });
}

function entryOf(line: string): Entry | null {
  const message = MESSAGE.exec(line);
  if (message) {
    const [, channel, date, clock, said, acted, noticed, text = ''] = message;
    const form = said !== undefined ? 'message' : acted !== undefined ? 'action' : 'notice';
    return { channel, date, clock, nick: said?.trim() ?? acted ?? noticed ?? null, form, text };
  }
  const notice = NOTICE.exec(line);
  if (!notice) return null;
  const [, channel, date, clock, text = ''] = notice;
  return { channel, date, clock, nick: null, form: 'notice', text };
}

function timeOf(reading: Reading, { date, clock }: Entry, place: Place): RecordedTime {
  if (date === undefined) return undated(clock ?? '');
  return readDateTime(reading, clock === undefined ? date : `${date} ${clock}`, place);
}
