/** WeLink text as messages. Times are wall clocks. */
import { messageOf } from '../../message.ts';
import type { MessageType } from '../../model.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { bodyOf, readLines } from '../../text/readLines.ts';
import { readDateTime } from '../../time/readTime.ts';
import { HEADER } from './detect.ts';

const PLACEHOLDERS: readonly (readonly [RegExp, MessageType])[] = [
  [/^\[图片\]/, 'image'],
  [/^\[文件\]/, 'file'],
  [/^\[语音\]/, 'voice'],
  [/^\[视频\]/, 'video'],
  [/^\[表情\]/, 'sticker'],
];

export async function readWeLink(reading: Reading): Promise<void> {
  const roster = new Roster(reading.sink, 'welink');
  const conversation = reading.head.name.replace(/\.txt$/i, '');
  roster.conversation(conversation, { name: conversation });
  await readLines(reading, reading.file, {
    begin: (line) => HEADER.exec(line),
    record([, name = '', account = '', when = ''], rest, place, raw) {
      const text = bodyOf(rest);
      const message = messageOf({
        conversation,
        sender: roster.person(account, { account, accountName: name }),
        senderName: name,
        type: PLACEHOLDERS.find(([pattern]) => pattern.test(text))?.[1] ?? 'text',
        nativeType: '',
        text,
        time: readDateTime(reading, when, place),
      });
      reading.sink.record(message, place, raw);
    },
  });
}
