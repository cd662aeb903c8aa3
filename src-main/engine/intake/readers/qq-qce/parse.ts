/** QQChatExporter as messages: one document, a manifest with chunks of lines, or a workbook. */
import type { Json, JsonObject } from '../../json/lossless.ts';
import { parseJson } from '../../json/lossless.ts';
import { asArray, asBoolean, asInteger, asObject, asText, objectAt } from '../../json/members.ts';
import { readJson } from '../../json/readJson.ts';
import { messageOf } from '../../message.ts';
import type { Place } from '../../model.ts';
import type { Reading } from '../../reader.ts';
import { Roster } from '../../roster.ts';
import { baseName, heldWhole, type SourceFile } from '../../source/sourceFile.ts';
import { columnsOf, hasColumns, type OnRow, readTable } from '../../table/readTable.ts';
import { readDateTime } from '../../time/readTime.ts';
import { lost } from '../../warnings.ts';
import { SHEET_COLUMNS } from './detect.ts';
import { type QceChat, qceMessage } from './message.ts';

const MANIFEST = 'manifest.json';

export async function readQce(reading: Reading): Promise<void> {
  const roster = new Roster(reading.sink, 'qq');
  if (reading.head.sheets.length > 0)
    return readTable(reading, reading.file, { header: (columns) => sheetRows(reading, roster, columns) });
  const files = [reading.file, ...reading.companions];
  const manifest = files.find(({ path }) => baseName(path) === MANIFEST);
  if (manifest) return readChunks(reading, roster, manifest, files);
  return readMessages(reading, roster, reading.file, reading.head.json?.lines ?? false, null);
}

/** `chat` is null where the document itself tells it, before its messages. */
async function readMessages(
  reading: Reading,
  roster: Roster,
  file: SourceFile,
  lines: boolean,
  chat: QceChat | null,
): Promise<void> {
  let known = chat;
  const record = (value: Json, place: Place, raw: Buffer, frame: () => Json): void => {
    known ??= chatOf(roster, asObject(frame()), reading.head.name);
    const object = asObject(value);
    const message = object && qceMessage(reading, roster, known, object, place);
    if (message) reading.sink.record(message, place, raw);
    else lost(reading.sink.warning, 'record-without-message', place);
  };
  await readJson(reading, file, lines, {
    paths: ['messages[]', '[]'],
    record: (value, place, raw, _path, scope) => record(value, place, raw, () => scope?.frame() ?? null),
    scopeEnd(scope) {
      const frame = asObject(scope.frame());
      if (frame !== null && chat === null) declare(reading, frame, chatOf(roster, frame, reading.head.name).key);
    },
  });
}

function chatOf(roster: Roster, frame: JsonObject | null, name: string): QceChat {
  const info = objectAt(frame ?? undefined, 'chatInfo');
  const id = asText(info?.peerUin) ?? asText(info?.peerUid);
  const group = info?.type === 'group';
  const key = id ?? asText(info?.name) ?? name;
  const kind = group ? 'group' : info?.type === 'private' || info?.type === 'temp' ? 'direct' : 'unknown';
  roster.conversation(key, { id, name: asText(info?.name), kind });
  return { key, group, selfUin: asText(info?.selfUin) };
}

/** What the export says of itself: how many messages, and in newer versions what it could not fetch. */
function declare(reading: Reading, frame: JsonObject, conversation: string): void {
  const { sink } = reading;
  const statistics = asObject(frame.statistics);
  const count = asInteger(statistics?.totalMessages) ?? asInteger(statistics?.messageCount);
  if (count !== null) sink.declared({ kind: 'message-count', conversation, count });
  const facts: Record<string, string> = {};
  for (const part of [statistics, asObject(frame.integrity), asObject(frame.metadata), asObject(frame.exportOptions)]) {
    for (const name of ['gapCount', 'unresolvedAnchors', 'partial']) {
      const value = part?.[name];
      const text = Array.isArray(value) ? String(value.length) : (asText(value) ?? asBoolean(value)?.toString());
      if (text !== undefined) facts[name] = text;
    }
  }
  if (Object.keys(facts).length === 0) return;
  const complete = Object.values(facts).every((value) => value === '0' || value === 'false');
  sink.declared({ kind: 'completeness', complete, facts });
}

async function readChunks(
  reading: Reading,
  roster: Roster,
  manifest: SourceFile,
  files: readonly SourceFile[],
): Promise<void> {
  const bytes = await heldWhole(manifest);
  let frame: JsonObject | null = null;
  try {
    frame = bytes === null ? null : asObject(parseJson(bytes.toString('utf8').replace(/^\ufeff/, '')));
  } catch {
    const place = { part: manifest.part, offset: 0, length: bytes?.length ?? 0 };
    lost(reading.sink.warning, 'json-syntax', place);
  }
  const chat = chatOf(roster, frame, reading.head.name);
  if (frame !== null) declare(reading, frame, chat.key);
  const chunks = files
    .filter(({ path }) => /\.jsonl?$/i.test(path) && baseName(path) !== MANIFEST)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const listed of asArray(objectAt(frame ?? undefined, 'chunked')?.chunks)) {
    const object = asObject(listed);
    const name = asText(object?.fileName) ?? asText(object?.file) ?? asText(object?.name) ?? asText(listed);
    if (name === null || chunks.some(({ path }) => baseName(path) === baseName(name))) continue;
    reading.sink.warning({
      code: 'chunk-missing',
      part: manifest.part,
      offset: null,
      length: null,
      lost: true,
      details: { file: name },
    });
  }
  for (const chunk of chunks) await readMessages(reading, roster, chunk, true, chat);
}

function sheetRows(reading: Reading, roster: Roster, columns: readonly string[]): OnRow | null {
  if (!hasColumns(columns, SHEET_COLUMNS)) return null;
  const at = columnsOf(columns, ['序号', '时间', '发送者', '发送者QQ号', '消息类型', '消息内容', '是否撤回']);
  const conversation = reading.head.name.replace(/\.xlsx$/i, '');
  roster.conversation(conversation, { name: conversation });
  return (cells, place, raw) => {
    const cell = (column: keyof typeof at): string => cells[at[column]] ?? '';
    const account = cell('发送者QQ号');
    const key = account === '' || account === '0' ? cell('发送者') : account;
    const nativeType = cell('消息类型');
    const recalled = /^(?:是|true|1)$/i.test(cell('是否撤回'));
    const message = messageOf({
      conversation,
      sequence: Number(cell('序号')) || null,
      sender: key === '' ? null : roster.person(key, { account: account || null, accountName: cell('发送者') || null }),
      senderName: cell('发送者') || null,
      type: recalled ? 'recalled' : (SHEET_TYPES[nativeType] ?? 'text'),
      nativeType,
      text: cell('消息内容'),
      time: readDateTime(reading, cell('时间'), place),
      parts: recalled ? { revoke: { id: null, by: null, time: null } } : null,
    });
    reading.sink.record(message, place, raw);
  };
}

const SHEET_TYPES: Readonly<Record<string, 'image' | 'voice' | 'video' | 'file' | 'sticker' | 'system' | 'forward'>> = {
  图片: 'image',
  图片消息: 'image',
  语音: 'voice',
  语音消息: 'voice',
  视频: 'video',
  视频消息: 'video',
  文件: 'file',
  文件消息: 'file',
  表情: 'sticker',
  系统消息: 'system',
  合并转发: 'forward',
};
