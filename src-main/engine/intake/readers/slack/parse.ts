/** Slack's export, slackdump's dump of a channel, and slackdump's chunks, as messages. */
import { type Json, type JsonObject, parseJson } from '../../json/lossless.ts';
import { asArray, asObject, asText } from '../../json/members.ts';
import { elementsOf, readJson } from '../../json/readJson.ts';
import type { Conversation, Place } from '../../model.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { baseName, heldWhole, type SourceFile } from '../../source/sourceFile.ts';
import { lost } from '../../warnings.ts';
import { CHANNEL_LISTS, isSlackMessage, PEOPLE_LIST } from './detect.ts';
import { slackMessage } from './message.ts';

/** Replies that slackdump puts inside the message they answer; each is a record of its own. */
const REPLIES = 'slackdump_thread_replies';

export async function readSlack(reading: Reading): Promise<void> {
  const roster = new Roster(reading.sink, 'slack');
  const files = [reading.file, ...reading.companions].sort((a, b) => (a.path < b.path ? -1 : 1));
  const lists = files.filter(({ path }) => CHANNEL_LISTS.includes(baseName(path)) || baseName(path) === PEOPLE_LIST);
  const keys = new Map<string, string>();
  for (const list of lists) await readList(reading, roster, list, keys);
  for (const file of files) {
    if (lists.includes(file)) continue;
    await readMessages(reading, roster, file, keys);
  }
}

const KINDS: Readonly<Record<string, Conversation['kind']>> = {
  'channels.json': 'channel',
  'groups.json': 'group',
  'mpims.json': 'group',
  'dms.json': 'direct',
};

/** People, or channels: `keys` gets the id of each by its name, which is what its folder is called. */
async function readList(reading: Reading, roster: Roster, list: SourceFile, keys: Map<string, string>): Promise<void> {
  const bytes = await heldWhole(list);
  let entries: readonly Json[] = [];
  try {
    entries = asArray(bytes === null ? null : parseJson(bytes.toString('utf8').replace(/^\ufeff/, '')));
  } catch {
    lost(reading.sink.warning, 'json-syntax', { part: list.part, offset: 0, length: bytes?.length ?? 0 });
  }
  const name = baseName(list.path);
  for (const value of entries) {
    const entry = asObject(value);
    const id = asText(entry?.id);
    if (entry === null || id === null) continue;
    if (name === PEOPLE_LIST) person(roster, id, entry);
    else {
      const shown = asText(entry.name);
      keys.set(shown ?? id, id);
      roster.conversation(id, { id, name: shown, kind: KINDS[name] ?? 'unknown' });
    }
  }
}

function person(roster: Roster, account: string, entry: JsonObject): void {
  const profile = asObject(entry.profile);
  const accountName =
    asText(profile?.display_name) ?? asText(entry.real_name) ?? asText(profile?.real_name) ?? asText(entry.name);
  roster.person(account, { account, accountName });
}

async function readMessages(
  reading: Reading,
  roster: Roster,
  file: SourceFile,
  keys: ReadonlyMap<string, string>,
): Promise<void> {
  const folder = file.path.split('/').at(-2) ?? '';
  const own = keys.get(folder) ?? (folder || baseName(file.path));
  const lines = file === reading.file && (reading.head.json?.lines ?? false);
  await readJson(reading, file, lines, {
    paths: ['[]', 'messages[]', 'm[]'],
    wraps: (value) => Array.isArray(asObject(value)?.m),
    record(value, place, raw, _path, scope) {
      const object = asObject(value);
      // Chunks without messages tell of channels, their people, and files that their messages name as well.
      if (scope === null) chunkOf(roster, object);
      else if (object === null || !isSlackMessage(object)) lost(reading.sink.warning, 'record-without-message', place);
      else {
        const frame = asObject(scope.frame());
        const channel = asText(frame?.channel_id) ?? asText(frame?.id);
        const name = asText(frame?.name);
        const key = roster.conversation(
          channel ?? own,
          channel === null ? { name: folder || null } : { id: channel, ...(name !== null && { name }) },
        );
        record(reading, roster, key, object, place, raw);
      }
    },
  });
}

function record(reading: Reading, roster: Roster, key: string, object: JsonObject, place: Place, raw: Buffer): void {
  reading.sink.record(slackMessage(roster, key, object), place, raw);
  const replies = asArray(object[REPLIES]);
  if (replies.length === 0) return;
  let index = 0;
  elementsOf(raw, `${REPLIES}[]`, (start, end) => {
    const reply = asObject(replies[index]);
    index += 1;
    const within = { part: place.part, offset: place.offset + start, length: end - start };
    if (reply !== null) reading.sink.record(slackMessage(roster, key, reply), within, raw.subarray(start, end));
  });
}

/** A chunk of slackdump that has no messages: `ci` is the channel. */
function chunkOf(roster: Roster, chunk: JsonObject | null): void {
  const channel = asObject(chunk?.ci);
  const id = asText(channel?.id);
  if (channel !== null && id !== null) roster.conversation(id, { id, name: asText(channel.name), kind: 'channel' });
}
