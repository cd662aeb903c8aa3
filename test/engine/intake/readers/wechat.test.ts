/** Exports of WeChat: MemoTrace, PyWxDump, chatlog, WeFlow and EchoTrace, ChatLab. */
import { describe, expect, it } from 'vitest';
import { jsonLines, memoryFile, readFile, readJsonFile, readText, shownTimes } from '../../../support/intakeFiles.ts';
import { readerSuite } from '../../../support/readerSuite.ts';
import { storedWorkbook } from '../../../support/storedZip.ts';

const bom = '\ufeff';
const V2_HEADER = 'localId,TalkerId,Type,SubType,IsSender,CreateTime,Status,StrContent,StrTime,Remark,NickName,Sender';
const v2Row = (i: number): string =>
  `${i},7,1,0,${i % 2},${1_690_000_000 + i},3,"第${i}条，客户说""退款""\n第二行",2023-07-22 12:26:40,客户张三,张三,wxid_abc`;
const v2 = (rows: number): Buffer =>
  Buffer.from(`${bom}${V2_HEADER}\r\n${Array.from({ length: rows }, (_, i) => v2Row(i + 1)).join('\r\n')}\r\n`);

const V3_HEADER = ['消息ID', '类型', '发送人', '时间', '内容', '备注', '昵称', '更多信息'];
const V3_ROWS = [
  ['1', '文本', 'wxid_a', '2025-07-04 09:00:00', '早上好', '客户甲', '阿甲', 'more'],
  ['2', '图片', 'wxid_b', '2025-07-04 09:01:00', '', '', '乙', 'more'],
  ['3', '撤回消息', '', '2025-07-04 09:02:00', '"乙" 撤回了一条消息', '', '', 'more'],
];

readerSuite({
  format: 'wechat-memotrace',
  fixtures: [
    { name: 'CSV of versions 1 and 2', file: '客户张三_utf8.csv', bytes: v2(3), records: 3 },
    {
      name: 'CSV of version 3',
      file: '项目群.csv',
      bytes: Buffer.from(`${bom}${[V3_HEADER, ...V3_ROWS].map((row) => row.map(quoted).join(',')).join('\n')}\n`),
      records: 3,
    },
    {
      name: 'workbook of version 3',
      file: '项目群.xlsx',
      bytes: storedWorkbook({
        聊天记录: [V3_HEADER, ...V3_ROWS],
        成员信息: [
          ['wxid', '微信号', '群昵称', '昵称'],
          ['wxid_a', 'kehu', '甲方', '阿甲'],
        ],
      }),
      records: 3,
    },
  ],
  grown: v2,
});

function quoted(field: string): string {
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

describe('what MemoTrace writes', () => {
  it('the seconds of CreateTime are an instant, and quotation marks and line ends belong to the text', async () => {
    const { messages, people } = await readFile(memoryFile('客户张三_utf8.csv', v2(2)));
    expect(messages[0]?.text).toBe('第1条，客户说"退款"\n第二行');
    expect(messages[0]?.time).toMatchObject({ kind: 'recorded', utcMs: 1_690_000_001_000, precision: 'second' });
    expect(messages[0]?.parts).toMatchObject({ direction: 'outgoing' });
    expect(people.get('wxid_abc')).toMatchObject({ account: 'wxid_abc', accountName: '张三', remark: '客户张三' });
  });

  it('files, quotes and messages taken back are read out of WeChat’s own XML', async () => {
    const file =
      '<msg><appmsg><title>数据表.xlsx</title><type>6</type><appattach><totallen>2048</totallen></appattach></appmsg></msg>';
    const quote =
      '<msg><appmsg><title>收到</title><type>57</type><refermsg><type>1</type><svrid>611</svrid><displayname>张三</displayname><content>请确认</content></refermsg></appmsg></msg>';
    const revoke =
      '<sysmsg type="revokemsg"><revokemsg><newmsgid>611</newmsgid><replacemsg><![CDATA["张三" 撤回了一条消息]]></replacemsg></revokemsg></sysmsg>';
    const rows = [
      [1, 49, 6, file],
      [2, 49, 57, quote],
      [3, 10000, 0, revoke],
    ].map(
      ([id, type, sub, xml]) => `${id},7,${type},${sub},0,1690000000,3,${quoted(String(xml))},2023-07-22 12:26:40,,,`,
    );
    const { messages } = await readText('客户.csv', `${V2_HEADER}\n${rows.join('\n')}\n`);
    expect(messages.map(({ type }) => type)).toEqual(['file', 'text', 'recalled']);
    expect(messages[0]?.parts?.attachments?.[0]).toMatchObject({ name: '数据表.xlsx', sizeBytes: 2048 });
    expect(messages[1]?.parts?.quote).toEqual({ id: '611', senderName: '张三', text: '请确认' });
    expect(messages[2]?.parts?.revoke).toMatchObject({ id: '611', by: '张三' });
    expect(messages[2]?.text).toBe('"张三" 撤回了一条消息');
  });

  it('a merged chat record keeps its tree', async () => {
    const inner =
      '<recordinfo><datalist><dataitem datatype="1"><sourcename>乙</sourcename><sourcetime>2024-01-05 09:15:00</sourcetime><datadesc>第一句</datadesc></dataitem></datalist></recordinfo>';
    const escapedInner = inner.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const xml = `<msg><appmsg><title>群聊的聊天记录</title><type>19</type><recorditem>${escapedInner}</recorditem></appmsg></msg>`;
    const { messages } = await readText(
      '客户.csv',
      `${V2_HEADER}\n1,7,49,19,0,1690000000,3,${quoted(xml)},2023-07-22 12:26:40,,,\n`,
    );
    expect(messages[0]?.type).toBe('forward');
    expect(messages[0]?.parts?.forward?.[0]).toMatchObject({ senderName: '乙', type: 'text', text: '第一句' });
  });

  it('the members’ sheet tells group nicknames, and wall clocks stay wall clocks until a zone is named', async () => {
    const bytes = storedWorkbook({
      聊天记录: [V3_HEADER, ...V3_ROWS],
      成员信息: [
        ['wxid', '微信号', '群昵称', '昵称'],
        ['wxid_a', 'kehu', '甲方', '阿甲'],
      ],
    });
    const plain = await readFile(memoryFile('项目群.xlsx', bytes));
    expect(plain.people.get('wxid_a')).toMatchObject({ groupNickname: '甲方', conversation: '项目群' });
    expect(plain.messages[0]?.time).toMatchObject({ kind: 'local', utcMs: null, recorded: '2025-07-04 09:00:00' });
    const zoned = await readFile(memoryFile('项目群.xlsx', bytes), { zone: 'Asia/Shanghai' });
    expect(zoned.messages[0]?.time).toMatchObject({ kind: 'asserted', utcMs: Date.UTC(2025, 6, 4, 1) });
    expect(zoned.assumptions).toContainEqual(
      expect.objectContaining({ about: 'zone', value: 'Asia/Shanghai', by: 'person' }),
    );
  });

  it('its fine-tuning sets are refused by name', async () => {
    const { part, refused } = await readJsonFile('train.json', [
      { instruction: '你好', input: '', output: '在的', history: [] },
    ]);
    expect(part).toBeNull();
    expect(refused?.code).toBe('file-is-training-set');
  });
});

const DUMP_HEADER = 'id,MsgSvrID,type_name,is_sender,talker,room_name,msg,src,CreateTime';
const dumpRow = (i: number): string =>
  `${i},${7_594_861_486_645_126_000n + BigInt(i)},文本,${i % 2},wxid_x,123@chatroom,第${i}条消息：麻烦尽快处理,,2023-08-12 23:22:41`;
const dump = (rows: number): Buffer =>
  Buffer.from(`${DUMP_HEADER}\n${Array.from({ length: rows }, (_, i) => dumpRow(i + 1)).join('\n')}\n`);

readerSuite({
  format: 'wechat-pywxdump',
  fixtures: [
    { name: 'CSV', file: 'wxid_x_0_100.csv', bytes: dump(4), records: 4 },
    {
      name: 'JSON',
      file: 'wxid_x.json',
      bytes: Buffer.from(
        '[{"id":1,"MsgSvrID":7594861486645126963,"type_name":"文本","is_sender":1,"talker":"我","room_name":"wxid_x","msg":"哦吼","src":"","extra":{},"CreateTime":"2023-08-12 23:22:54"}]',
      ),
      records: 1,
    },
  ],
  grown: dump,
});

describe('what PyWxDump writes', () => {
  it('a message id of 64 bits keeps all its digits', async () => {
    const { messages } = await readText(
      'wxid_x.json',
      '[{"id":1,"MsgSvrID":7594861486645126963,"type_name":"文本","is_sender":1,"talker":"我","room_name":"wxid_x","msg":"哦吼","src":"","CreateTime":"2023-08-12 23:22:54"}]',
    );
    expect(messages[0]?.id).toBe('7594861486645126963');
  });

  it('names of users beside the CSV are taken from users.json', async () => {
    const users = memoryFile(
      'users.json',
      Buffer.from('{"wxid_x":{"wxid":"wxid_x","nickname":"小明","remark":"客户小明"}}'),
    );
    const { people } = await readFile(memoryFile('wxid_x_0_100.csv', dump(2)), {}, [users]);
    expect(people.get('wxid_x')).toMatchObject({ accountName: '小明', remark: '客户小明' });
  });
});

const chatlogMessage = (i: number) => ({
  seq: 1_700_000_000_000 + i,
  time: '2024-03-01T10:00:00+08:00',
  talker: '123@chatroom',
  talkerName: '项目群',
  isChatRoom: true,
  sender: `wxid_${i % 3}`,
  senderName: `成员${i % 3}`,
  isSelf: i % 3 === 0,
  type: 1,
  subType: 0,
  content: `第${i}条：请各位在今天下班前确认合同`,
});
const chatlogJson = (rows: number): Buffer =>
  Buffer.from(JSON.stringify(Array.from({ length: rows }, (_, i) => chatlogMessage(i))));

readerSuite({
  format: 'wechat-chatlog',
  fixtures: [
    { name: 'JSON', file: 'chatlog.json', bytes: chatlogJson(3), records: 3 },
    {
      name: 'CSV',
      file: 'chatlog.csv',
      bytes: Buffer.from(
        'Time,SenderName,Sender,TalkerName,Talker,Content\n2024-03-01 10:00:00,张三,wxid_a,项目群,123@chatroom,你好\n',
      ),
      records: 1,
    },
  ],
  grown: chatlogJson,
});

describe('what chatlog writes', () => {
  it('the offset in its times is used, and a quote names the message it answers', async () => {
    const refer = { seq: 1_709_258_400_001, sender: 'wxid_b', senderName: '李四', content: '几点？' };
    const { messages } = await readJsonFile('chatlog.json', [
      { ...chatlogMessage(1), type: 49, subType: 57, contents: { title: '三点', refer } },
    ]);
    expect(messages[0]?.time).toMatchObject({ kind: 'recorded', utcMs: Date.UTC(2024, 2, 1, 2) });
    expect(messages[0]?.parts?.quote).toEqual({ id: '1709258400001', senderName: '李四', text: '几点？' });
  });

  it('its list of contacts tells names and remarks and no messages', async () => {
    const { messages, people } = await readText(
      'contact.csv',
      'UserName,Alias,Remark,NickName\nwxid_a,zs,客户张三,张三\n',
    );
    expect(messages).toHaveLength(0);
    expect(people.get('wxid_a')).toMatchObject({ remark: '客户张三', accountName: '张三' });
  });
});

const weflowMessage = (i: number) => ({
  localId: i + 1,
  createTime: 1_738_713_600 + i,
  formattedTime: '2025-02-05 08:00:00',
  type: '文本消息',
  localType: 1,
  content: `第${i}条：请查收附件并尽快回复，谢谢`,
  isSend: i % 2,
  senderUsername: `wxid_${i % 2}`,
  senderDisplayName: i % 2 === 0 ? '张三' : '李四',
  senderAvatarKey: '',
  source: '',
});
const weflow = (rows: number, declared = rows): Buffer =>
  Buffer.from(
    JSON.stringify({
      weflow: { version: '1.0' },
      session: { wxid: '9@chatroom', nickname: '项目群', displayName: '项目群', type: '群聊', messageCount: declared },
      messages: Array.from({ length: rows }, (_, i) => weflowMessage(i)),
      avatars: { a: 'x'.repeat(10_000) },
    }),
  );

readerSuite({
  format: 'wechat-weflow',
  fixtures: [{ name: 'a WeFlow document', file: 'weflow.json', bytes: weflow(3), records: 3 }],
  grown: weflow,
});

describe('what WeFlow writes', () => {
  it('the number of messages it declares is told, to be held against what is there', async () => {
    const { declarations } = await readFile(memoryFile('weflow.json', weflow(3, 5)));
    expect(declarations).toContainEqual({ kind: 'message-count', conversation: '9@chatroom', count: 5 });
  });

  it('a type of 64 bits is split without loss', async () => {
    const text = JSON.stringify({
      session: { wxid: 'a' },
      messages: [{ ...weflowMessage(0), type: undefined }],
    }).replace('"localType":1', '"localType":8594229559345');
    const { messages } = await readText('weflow.json', text);
    expect(messages[0]?.type).toBe('red-packet');
  });
});

const chatlabLine = (i: number) => ({
  _type: 'message',
  platformMessageId: `m${i}`,
  sender: '123',
  accountName: '张三',
  timestamp: 1_703_001_600 + i,
  type: 0,
  content: `第${i}条：大家好！今天的进度请在群里报一下`,
});
const chatlabLines = (rows: number): Buffer =>
  Buffer.from(
    `# 导出说明\n${jsonLines([
      {
        _type: 'header',
        chatlab: { version: '0.0.2', exportedAt: 1_703_001_600 },
        meta: { name: '技术群', platform: 'qq', type: 'group', groupId: '99' },
      },
      { _type: 'member', platformId: '123', accountName: '张三', groupNickname: '群主' },
      ...Array.from({ length: rows }, (_, i) => chatlabLine(i)),
    ])}`,
  );

readerSuite({
  format: 'chatlab',
  fixtures: [
    { name: 'lines', file: 'chatlab.jsonl', bytes: chatlabLines(3), records: 3 },
    {
      name: 'a document',
      file: 'chatlab.json',
      bytes: Buffer.from(
        JSON.stringify({
          chatlab: { version: '0.0.1' },
          meta: { name: '甲', platform: 'wechat', type: 'private' },
          members: [{ platformId: '123', accountName: '张三' }],
          messages: [
            {
              sender: '123',
              accountName: '张三',
              timestamp: 1_703_001_600,
              type: 25,
              content: '收到',
              replyToMessageId: 'm0',
            },
          ],
        }),
      ),
      records: 1,
    },
  ],
  grown: chatlabLines,
});

describe('what ChatLab writes', () => {
  it('lines that are comments are no records, and a reply names what it answers', async () => {
    const { messages, conversations, warnings } = await readFile(memoryFile('chatlab.jsonl', chatlabLines(2)));
    expect(warnings).toEqual([]);
    expect(shownTimes(messages)[0]).toBe('2023-12-19T16:00:00.000Z');
    expect(conversations.get('99')).toMatchObject({ name: '技术群', kind: 'group', platform: 'qq' });
  });
});
