/** Which column, or which member of an object, means what: for tables and JSON that no reader knows. */
import { MAPPED_FIELDS, type MappedField } from '../../../src-preload/contract/sourceWords.ts';

export interface TableMapping {
  /** Column titles; a member of a member is written `author.name`. */
  readonly fields: Readonly<Partial<Record<MappedField, string>>>;
  /** JSON: where the records stand, e.g. `data.items[]`. Tables have none. */
  readonly path?: string;
}

/** Words by which columns are known, most telling first; compared without case, spaces, `_` and `-`. */
const WORDS: Readonly<Record<MappedField, readonly string[]>> = {
  text: [
    '消息内容',
    '聊天内容',
    '发言内容',
    '内容',
    '正文',
    '文本',
    '訊息內容',
    '內容',
    'content',
    'message',
    'messagetext',
    'text',
    'body',
    'msg',
    'strcontent',
    'utterance',
  ],
  time: [
    '发送时间',
    '消息时间',
    '聊天时间',
    '时间',
    '日期时间',
    '時間',
    '操作时间',
    '登录时间',
    '创建时间',
    'datetime',
    'timestamp',
    'time',
    'createtime',
    'createdat',
    'sendtime',
    'senttime',
    'msgtime',
    'date',
    '日期',
    'ts',
  ],
  sender: [
    '发送者id',
    '发送人id',
    '发送者账号',
    '账号',
    '工号',
    '用户id',
    'senderid',
    'userid',
    'fromid',
    'authorid',
    'accountid',
    'account',
    'sender',
    '发送者',
    '发送人',
    '发言人',
    '发信人',
    '操作人',
    'from',
    'author',
    'user',
    'username',
    'nick',
    'nickname',
    'role',
    'speaker',
    '姓名',
    '用户',
    '昵称',
  ],
  senderName: [
    '发送者昵称',
    '发送人姓名',
    '发送者姓名',
    '昵称',
    '姓名',
    '发送者',
    '发送人',
    '发言人',
    '操作人',
    'sendername',
    'fromname',
    'authorname',
    'displayname',
    'nickname',
    'username',
    'name',
  ],
  conversation: [
    '会话id',
    '会话',
    '群聊',
    '群名',
    '群名称',
    '聊天对象',
    '聊天',
    '对话',
    'conversationid',
    'conversation',
    'chatid',
    'chatname',
    'chat',
    'roomid',
    'room',
    'groupid',
    'groupname',
    'group',
    'channel',
    'channelid',
    'thread',
    'talker',
    'session',
  ],
  id: ['消息id', '消息编号', 'messageid', 'msgid', 'msgsvrid', 'id', '编号', 'uuid'],
  type: ['消息类型', '类型', 'messagetype', 'msgtype', 'type', 'typename', 'kind'],
  sequence: ['序号', '消息序号', 'seq', 'sequence', 'msgseq', 'no', 'index', 'localid'],
};

/** A mapping guessed from the titles. Null when no title says that it holds text. */
export function guessMapping(titles: readonly string[]): TableMapping['fields'] | null {
  const plain = titles.map((title) => title.toLowerCase().replace(/[\s_\-.]/g, ''));
  const taken = new Set<number>();
  const fields: Partial<Record<MappedField, string>> = {};
  for (const field of MAPPED_FIELDS) {
    for (const word of WORDS[field]) {
      const index = plain.indexOf(word);
      const title = titles[index];
      if (title === undefined || taken.has(index)) continue;
      fields[field] = title;
      taken.add(index);
      break;
    }
  }
  return fields.text === undefined ? null : fields;
}
