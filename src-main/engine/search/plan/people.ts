/** Who and what a filter's words name in this case: ids of people, conversations and types whose names contain them. */
import { MESSAGE_TYPES } from '../../intake/index.ts';
import type { ReadDb } from '../../vault/index.ts';
import { fold } from '../fold/fold.ts';
import type { FieldName } from '../query/ast.ts';

/** Words for types as people type them, beside the type's own name. */
const TYPE_WORDS: Readonly<Record<string, readonly string[]>> = {
  text: ['文本', '文字'],
  image: ['图片', '照片'],
  voice: ['语音'],
  video: ['视频'],
  file: ['文件'],
  sticker: ['表情'],
  link: ['链接'],
  location: ['位置'],
  contact: ['名片'],
  call: ['通话'],
  'red-packet': ['红包'],
  transfer: ['转账'],
  applet: ['小程序'],
  music: ['音乐'],
  forward: ['合并转发', '转发'],
  system: ['系统'],
  recalled: ['撤回'],
  note: ['笔记'],
  meeting: ['会议'],
  announcement: ['公告'],
  nudge: ['拍一拍'],
};

export function idsNamed(db: ReadDb, field: Exclude<FieldName, 'time'>, words: string): readonly number[] {
  const wanted = fold(words);
  if (field === 'type') {
    return MESSAGE_TYPES.flatMap((type, number) =>
      [type, ...(TYPE_WORDS[type] ?? [])].some((name) => fold(name) === wanted) ? [number] : [],
    );
  }
  const table = field === 'person' ? 'person' : 'conversation';
  const columns =
    field === 'person' ? ['account', 'account_name', 'group_nickname', 'remark', 'key'] : ['native_id', 'name', 'key'];
  const rows = db.read<Record<string, string | number | null>>(`SELECT id, ${columns.join(', ')} FROM ${table}`);
  return rows
    .filter((row) => columns.some((column) => fold(String(row[column] ?? '')).includes(wanted)))
    .map((row) => row['id'] as number);
}
