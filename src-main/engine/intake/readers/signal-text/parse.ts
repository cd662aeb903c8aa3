/** Signal text as messages. */
import { messageOf } from '../../message.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { bodyOf, readLines } from '../../text/readLines.ts';
import { readDateTime } from '../../time/readTime.ts';
import { HEADER } from './detect.ts';

export async function readSignalText(reading: Reading): Promise<void> {
  const roster = new Roster(reading.sink, 'signal');
  const conversation = reading.head.name.replace(/\.txt$/i, '');
  roster.conversation(conversation, { name: conversation });
  await readLines(reading, reading.file, {
    begin: (line) => HEADER.exec(line),
    record([, when = '', name = '', text = ''], rest, place, raw) {
      const message = messageOf({
        conversation,
        sender: roster.person(name, { accountName: name }),
        senderName: name,
        type: 'text',
        nativeType: '',
        text: bodyOf([text, ...rest]),
        time: readDateTime(reading, when.replace(',', ''), place),
      });
      reading.sink.record(message, place, raw);
    },
  });
}
