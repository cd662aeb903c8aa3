/** JSON by a mapping: the person's, else one guessed from the first records and recorded as such. */

import type { MappedField } from '../../../../../src-preload/contract/sourceWords.ts';
import { EvidenceError } from '../../../lib/index.ts';
import { asObject } from '../../json/members.ts';
import { readJson } from '../../json/readJson.ts';
import { mappedMessage, recordMapping, settleTimes } from '../../mappedMessage.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { lost } from '../../warnings.ts';
import { guessOf } from './detect.ts';
import { memberAt } from './memberAt.ts';

export async function readGenericJson(reading: Reading): Promise<void> {
  const { mapping } = reading.options;
  const guess = guessOf(reading.head);
  const fields = mapping?.fields ?? guess?.fields;
  if (fields === undefined) throw new EvidenceError('intake.mapping-needed', { file: reading.file.path, columns: '' });
  recordMapping(reading, fields);
  const roster = new Roster(reading.sink, 'json');
  const lines = reading.head.json?.lines ?? false;
  const paths = [mapping?.path ?? guess?.path ?? '[]'];
  const times = await settleTimes(reading, guess?.samples ?? [], (muted, time) =>
    readJson(muted, reading.file, lines, {
      paths,
      record: (value) => time(memberAt(asObject(value), fields.time) ?? ''),
    }),
  );
  await readJson(reading, reading.file, lines, {
    paths,
    record(value, place, raw, _path, scope) {
      const object = asObject(value);
      if (memberAt(object, fields.text) === null) {
        lost(reading.sink.warning, 'record-without-message', place);
        return;
      }
      // Lists inside several objects: each is a conversation, numbered where nothing names it.
      const within = scope === null || scope.ordinal === 0 ? null : `${reading.head.name}#${scope.ordinal + 1}`;
      const field = (name: MappedField): string | null => {
        const found = memberAt(object, fields[name]);
        return name === 'conversation' ? (found ?? within) : found;
      };
      reading.sink.record(mappedMessage(reading, roster, field, times, place), place, raw);
    },
  });
}
