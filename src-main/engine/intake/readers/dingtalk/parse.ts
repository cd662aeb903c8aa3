/** DingTalk's sources as messages. */
import type { Json } from '../../json/lossless.ts';
import { asInteger, asObject } from '../../json/members.ts';
import { readJson } from '../../json/readJson.ts';
import { messageOf } from '../../message.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { type OnRow, readTable } from '../../table/readTable.ts';
import { readDateTime } from '../../time/readTime.ts';
import { lost } from '../../warnings.ts';
import { consoleColumns, kindOf, LIST_PATHS } from './detect.ts';
import { DOCUMENTED_ZONE, dingTalkMessage, envelopeOf } from './records.ts';

export async function readDingTalk(reading: Reading): Promise<void> {
  const roster = new Roster(reading.sink, 'dingtalk');
  const { json } = reading.head;
  if (json === null)
    return readTable(reading, reading.file, { header: (columns) => consoleRows(reading, roster, columns) });
  const single = !json.lines && kindOf(json.value) !== null;
  return readJson(reading, reading.file, json.lines, {
    paths: single ? [''] : LIST_PATHS,
    wraps: (value) => kindOf(value) === null && wrapsList(value),
    record(value, place, raw) {
      const kind = kindOf(value);
      const object = asObject(value);
      if (kind === null || object === null) {
        lost(reading.sink.warning, 'record-without-message', place);
        return;
      }
      if (kind === 'message-list' && reading.zone === null) {
        const { name } = DOCUMENTED_ZONE;
        reading.sink.assumed({
          about: 'zone',
          value: name,
          by: 'format',
          reason: 'zone-format',
          details: { zone: name },
        });
      }
      reading.sink.record(dingTalkMessage(reading, roster, kind, object, place), place, raw);
    },
    scopeEnd(scope) {
      const frame = asObject(scope.frame());
      const envelope = frame === null ? null : envelopeOf(frame);
      if (frame === null || envelope === null) return;
      reading.sink.declared({ kind: 'completeness', ...envelope });
      const count = asInteger(frame.count);
      if (count !== null) reading.sink.declared({ kind: 'message-count', conversation: null, count });
    },
  });
}

function wrapsList(value: Json): boolean {
  const object = asObject(value);
  const inner = asObject(object?.result) ?? asObject(object?.data) ?? object;
  return [inner?.list, inner?.messageList, inner?.messages].some(Array.isArray);
}

/** e) Log-ins and operations from the console: events, not chats; one conversation named after the table. */
function consoleRows(reading: Reading, roster: Roster, columns: readonly string[]): OnRow | null {
  const at = consoleColumns(columns);
  if (at === null) return null;
  const conversation = reading.head.name.replace(/\.\w+$/, '');
  roster.conversation(conversation, { name: conversation, kind: 'channel' });
  return (cells, place, raw) => {
    const cell = (index: number): string => cells[index] ?? '';
    const account = cell(at.account);
    const name = cell(at.person);
    const key = account || name;
    const message = messageOf({
      conversation,
      sender: key === '' ? null : roster.person(key, { account: account || null, accountName: name || null }),
      senderName: name || null,
      type: 'system',
      nativeType: cell(at.action),
      text: [cell(at.action), cell(at.address), cell(at.device)].filter((word) => word !== '').join(' '),
      time: readDateTime(reading, cell(at.time), place),
    });
    reading.sink.record(message, place, raw);
  };
}
