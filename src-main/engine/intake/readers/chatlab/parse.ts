/** ChatLab documents, and its JSON Lines with a header, members and messages. */
import { ChatlabConversation } from '../../chatlabForm.ts';
import { asObject, asString, asText, objectAt } from '../../json/members.ts';
import { readJson } from '../../json/readJson.ts';
import type { Reading } from '../../reader.ts';
import { lost } from '../../warnings.ts';

export async function readChatlab(reading: Reading): Promise<void> {
  const first = reading.head.json;
  const meta = objectAt(first?.value, 'meta');
  const key = asText(meta?.groupId) ?? asText(meta?.name) ?? reading.head.name;
  const conversation = new ChatlabConversation(reading, key, asString(meta?.platform) || 'unknown');
  if (meta !== null) conversation.meta(meta);
  await readJson(reading, reading.file, first?.lines ?? false, {
    paths: ['messages[]'],
    record(value, place, raw, path) {
      const object = asObject(value);
      const kind = path >= 0 ? 'message' : object?._type;
      if (object !== null && kind === 'message') conversation.message(object, place, raw);
      else if (object !== null && kind === 'member') conversation.member(object);
      else if (object !== null && kind === 'header') conversation.meta(asObject(object.meta));
      else lost(reading.sink.warning, 'record-without-message', place);
    },
    scopeEnd(scope) {
      const frame = asObject(scope.frame());
      if (frame) conversation.frame(frame);
    },
  });
}
