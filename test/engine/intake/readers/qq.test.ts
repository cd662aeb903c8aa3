/** QQ: text of the message manager and of chat windows; QQChatExporter. */
import { describe, expect, it } from 'vitest';
import { jsonLines, memoryFile, readFile, readJsonFile, readText, shownTimes } from '../../../support/intakeFiles.ts';
import { readerSuite } from '../../../support/readerSuite.ts';
import { storedWorkbook } from '../../../support/storedZip.ts';

const rule = '='.repeat(64);
const managed = (rows: number): Buffer =>
  Buffer.from(
    `消息记录（此消息记录为文本格式，不支持重新导入）\r\n\r\n${rule}\r\n消息分组:我的群聊\r\n${rule}\r\n消息对象:售后群\r\n${rule}\r\n\r\n${Array.from(
      { length: rows },
      (_, i) =>
        `2023-05-06 ${String(i % 24).padStart(2, '0')}:07:08 【管理员】小王(1000${i % 9})\r\n第${i}条消息，客户要求退款并投诉\r\n第二行\r\n\r\n`,
    ).join('')}`,
  );

readerSuite({
  format: 'qq-text',
  fixtures: [
    { name: 'the message manager’s text', file: '售后群.txt', bytes: managed(4), records: 4 },
    {
      name: 'text copied from a window',
      file: '复制.txt',
      bytes: Buffer.from(
        '【冒泡】小李 2/14/2020 9:16:13 PM\n在吗\n\n小李撤回了一条消息\n\n【管理员】小王 2/14/2020 9:17:31 PM\n在\n',
      ),
      records: 3,
    },
  ],
  grown: managed,
});

describe('what QQ text says', () => {
  it('the group title stands before the name, the number in brackets is the account', async () => {
    const { messages, people, conversations } = await readFile(memoryFile('售后群.txt', managed(1)));
    expect(messages[0]).toMatchObject({
      sender: '10000',
      senderName: '【管理员】小王',
      text: '第0条消息，客户要求退款并投诉\n第二行',
    });
    expect(people.get('10000')?.accountName).toBe('小王');
    expect(conversations.get('售后群')?.name).toBe('售后群');
  });

  it('a notice between messages has no time of its own and borrows none', async () => {
    const { messages } = await readText('复制.txt', '【冒泡】小李 2/14/2020 9:16:13 PM\n在吗\n\n小李撤回了一条消息\n');
    expect(messages[1]).toMatchObject({
      type: 'recalled',
      sender: null,
      time: { kind: 'undated' },
      parts: { revoke: { by: '小李' } },
    });
  });

  it('the same words inside a message are the message', async () => {
    const { messages } = await readText('复制.txt', '【冒泡】小李 2/14/2020 9:16:13 PM\n他说\n小李撤回了一条消息\n');
    expect(messages).toHaveLength(1);
    expect(messages[0]?.text).toBe('他说\n小李撤回了一条消息');
  });

  it('a day beyond 12 settles for the whole file which number is the month', async () => {
    const { messages, assumptions } = await readText(
      '复制.txt',
      '【冒泡】小李 3/4/2020 9:16:13 PM\na\n\n【冒泡】小李 3/14/2020 9:16:13 PM\nb\n',
    );
    expect(shownTimes(messages)).toEqual(['2020-03-04T21:16:13.000Z', '2020-03-14T21:16:13.000Z']);
    expect(assumptions).toContainEqual(expect.objectContaining({ about: 'date-order', value: 'mdy', by: 'content' }));
  });

  it('text in GB18030 is read as such', async () => {
    // 「2023-05-06 01:07:08 小王(10001)\n你好，客户\n」 in GBK, byte by byte.
    const bytes = Buffer.concat([
      Buffer.from('2023-05-06 01:07:08 '),
      Buffer.from('d0a1cdf5', 'hex'),
      Buffer.from('(10001)\n'),
      Buffer.from('c4e3bac3a3acbfcdbba7', 'hex'),
      Buffer.from('\n'),
    ]);
    const { messages, entries, assumptions } = await readFile(memoryFile('记录.txt', bytes));
    expect(messages[0]).toMatchObject({ senderName: '小王', text: '你好，客户' });
    expect(entries[0]?.raw.equals(bytes.subarray(0, bytes.length - 1))).toBe(true);
    expect(assumptions).toContainEqual(expect.objectContaining({ about: 'encoding', value: 'gb18030' }));
  });
});

const chatInfo = {
  name: '售后群',
  type: 'group',
  selfUin: '1',
  selfName: '我',
  peerUid: 'u_g',
  peerUin: '888',
  participantCount: 3,
};
const qceMessage = (i: number, seq = i + 100) => ({
  id: `70${i}`,
  seq: String(seq),
  timestamp: 1_690_000_000_000 + i * 1000,
  time: '2023-07-22 12:26:40',
  sender: {
    uid: `u_${i % 3}`,
    uin: `1000${i % 3}`,
    name: `成员${i % 3}`,
    nickname: `成员${i % 3}`,
    groupCard: `名片${i % 3}`,
  },
  type: 'type_2',
  content: {
    text: `第${i}条：客户说商品有质量问题`,
    html: '',
    elements: [{ type: 'text', data: { text: '' } }],
    resources: [],
    mentions: [],
  },
  recalled: false,
  system: false,
});
const qce = (rows: number): Buffer =>
  Buffer.from(
    JSON.stringify({
      metadata: { name: 'QQChatExporter', version: '5.0' },
      chatInfo,
      statistics: { totalMessages: rows },
      messages: Array.from({ length: rows }, (_, i) => qceMessage(i)),
    }),
  );
const manifest = {
  metadata: { name: 'QQChatExporter', version: '5.0' },
  chatInfo,
  statistics: { totalMessages: 4 },
  chunked: {
    format: 'jsonl',
    chunksDir: 'chunks',
    chunkFileExt: '.jsonl',
    chunks: [{ fileName: 'c1.jsonl' }, { fileName: 'c2.jsonl' }, { fileName: 'c3.jsonl' }],
  },
};

readerSuite({
  format: 'qq-qce',
  fixtures: [
    { name: 'a document', file: 'group_888.json', bytes: qce(3), records: 3 },
    {
      name: 'a document of version 4',
      file: 'v4.json',
      bytes: Buffer.from(
        JSON.stringify({
          metadata: { name: 'QQChatExporter V4' },
          chatInfo: { name: '小李', type: 'private' },
          messages: [
            {
              messageId: '1',
              timestamp: '1690000000000',
              sender: { uid: 'u_1', uin: '10001', name: '小李' },
              messageType: 2,
              isSystemMessage: false,
              isRecalled: true,
              content: {
                text: '在吗',
                resources: [],
                emojis: [],
                reply: { messageId: '2', referencedMessageId: '3', senderName: '小王', content: '好' },
              },
              rawMessage: { msgSeq: '41', sendMemberName: '' },
            },
          ],
        }),
      ),
      records: 1,
    },
    {
      name: 'the workbook',
      file: '群.xlsx',
      bytes: storedWorkbook({
        聊天记录: [
          ['序号', '时间', '发送者', '发送者QQ号', '消息类型', '消息内容', '是否撤回', '资源数量'],
          [1, '2023-07-22 12:26:40', '小李', '10001', '文本消息', '你好', '否', 0],
          [2, { date: 45_129.518_518_5 }, '小王', '10002', '图片消息', '', '是', 1],
        ],
        统计信息: [
          ['项目', '值'],
          ['总数', 2],
        ],
      }),
      records: 2,
    },
    {
      name: 'chunks beside their manifest',
      file: 'export/manifest.json',
      bytes: Buffer.from(JSON.stringify(manifest)),
      records: 4,
      others: {
        'export/chunks/c1.jsonl': Buffer.from(jsonLines([qceMessage(0), qceMessage(1)])),
        'export/chunks/c2.jsonl': Buffer.from(jsonLines([qceMessage(2), qceMessage(3)])),
      },
    },
  ],
  grown: qce,
});

describe('what QQChatExporter writes', () => {
  it('QQ’s own counter, the reply and the revocation are read from the form of version 4', async () => {
    const { messages } = await readJsonFile('v4.json', {
      metadata: { name: 'QQChatExporter V4' },
      chatInfo: { name: '小李', type: 'private' },
      messages: [
        {
          messageId: '1',
          timestamp: '1690000000000',
          sender: { uid: 'u_1', uin: '10001', name: '小李' },
          messageType: 2,
          isSystemMessage: false,
          isRecalled: true,
          content: {
            text: '在吗',
            resources: [],
            reply: { referencedMessageId: '3', senderName: '小王', content: '好' },
          },
          rawMessage: { msgSeq: '41' },
        },
      ],
    });
    expect(messages[0]).toMatchObject({
      sequence: 41,
      type: 'recalled',
      text: '在吗',
      parts: { quote: { id: '3' }, revoke: { id: '1' } },
    });
  });

  it('a chunk that the manifest lists and the folder lacks is reported as lost', async () => {
    const chunk = memoryFile('export/chunks/c1.jsonl', Buffer.from(jsonLines([qceMessage(0)])));
    const { warnings, messages } = await readFile(
      memoryFile('export/manifest.json', Buffer.from(JSON.stringify(manifest))),
      {},
      [chunk],
    );
    expect(messages).toHaveLength(1);
    expect(warnings.filter(({ code }) => code === 'chunk-missing').map(({ details }) => details.file)).toEqual([
      'c2.jsonl',
      'c3.jsonl',
    ]);
  });

  it('a date that the workbook stores as a number is the wall clock it shows', async () => {
    const bytes = storedWorkbook({
      聊天记录: [
        ['序号', '时间', '发送者', '发送者QQ号', '消息类型', '消息内容'],
        [1, { date: 45_129.518_518_5 }, '小李', '1', '文本', '你好'],
      ],
    });
    const { messages } = await readFile(memoryFile('群.xlsx', bytes));
    expect(messages[0]?.time.recorded).toBe('2023-07-22 12:26:40');
  });
});
