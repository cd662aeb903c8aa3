/** Sources of organisations: DingTalk, Feishu, WeLink. */
import { describe, expect, it } from 'vitest';
import { jsonLines, memoryFile, readFile, readJsonFile } from '../../../support/intakeFiles.ts';
import { readerSuite } from '../../../support/readerSuite.ts';

const robot = (i: number) => ({
  conversationId: 'cid1',
  conversationType: '2',
  conversationTitle: '项目群',
  chatbotCorpId: 'ding1',
  chatbotUserId: '$:LWCP',
  msgId: `msg${i}`,
  senderNick: '小钉',
  senderStaffId: `0${i % 5}`,
  createAt: 1_695_199_269_062 + i,
  msgtype: 'text',
  text: { content: `第${i}条：请问发票什么时候开` },
  robotCode: 'ding1',
});
const robots = (rows: number): Buffer => Buffer.from(jsonLines(Array.from({ length: rows }, (_, i) => robot(i))));
const dws = (envelope: object) => ({
  contractVersion: 'im.message-list.v1',
  count: 2,
  messages: [
    {
      messageId: 'm1',
      conversationId: 'c1',
      sender: '张三',
      senderId: 's1',
      messageType: 'text',
      text: '下午三点',
      createTime: '2026-03-31 09:15:32',
      reactions: [{ emoji: '👍', count: 2 }],
      quotedMessage: { messageId: 'm0', text: '几点' },
    },
    {
      messageId: 'm2',
      conversationId: 'c1',
      sender: '李四',
      senderId: 's2',
      messageType: 'text',
      text: '[加密消息]',
      createTime: '2026-03-31 09:16:00',
    },
  ],
  ...envelope,
});

readerSuite({
  format: 'dingtalk',
  fixtures: [
    { name: 'messages to a robot', file: 'robot.jsonl', bytes: robots(3), records: 3 },
    {
      name: 'the command line’s list',
      file: 'dws.json',
      bytes: Buffer.from(JSON.stringify(dws({ complete: true }))),
      records: 2,
    },
    {
      name: 'the file audit',
      file: 'audit.json',
      bytes: Buffer.from(
        JSON.stringify({
          list: [
            {
              action: 1,
              actionView: '下载',
              bizId: 'b1',
              gmtCreate: 1_657_006_983_000,
              ipAddress: '10.0.0.1',
              operateModule: 1,
              operateModuleView: '群文件',
              operatorName: '张三',
              resource: '合同',
              resourceExtension: 'pdf',
              resourceSize: 100,
              userId: '01',
              targetSpaceId: '9',
            },
          ],
        }),
      ),
      records: 1,
    },
    {
      name: 'the audit of groups with outsiders',
      file: 'outside.json',
      bytes: Buffer.from(
        JSON.stringify({
          messageList: [
            {
              openConversationId: 'cid',
              content: '{"text":{"content":"你好"}}',
              contentType: 'text',
              createAt: '2022-07-05 15:43:03',
              sender: { id: '1', idType: 1, type: 1 },
            },
          ],
          nextToken: 'n',
        }),
      ),
      records: 1,
    },
    {
      name: 'the console’s log-ins',
      file: '钉钉登录日志.csv',
      bytes: Buffer.from('操作时间,操作人,IP地址,登录设备,操作类型\n2024-05-01 08:30:00,张三,10.0.0.7,Windows,登录\n'),
      records: 1,
    },
  ],
  grown: robots,
});

describe('DingTalk', () => {
  it('the command line’s times are of Asia/Shanghai by its documentation, and that is recorded', async () => {
    const { messages, assumptions } = await readJsonFile('dws.json', dws({ complete: true }));
    expect(messages[0]?.time).toMatchObject({ kind: 'asserted', utcMs: Date.UTC(2026, 2, 31, 1, 15, 32) });
    expect(assumptions).toContainEqual(
      expect.objectContaining({ about: 'zone', value: 'Asia/Shanghai', by: 'format' }),
    );
    expect(messages[0]?.parts).toMatchObject({
      quote: { id: 'm0', text: '几点' },
      reactions: [{ value: '👍', count: 2 }],
    });
    expect(messages[1]?.type).toBe('encrypted');
  });

  it.each([
    [{ complete: false }],
    [{ hasMore: true }],
    [{ partial: true }],
    [{ failedCount: 2 }],
    [{ truncatedMessages: true }],
  ])('an envelope that says %j is kept as its word that it is not whole', async (envelope) => {
    const { declarations } = await readJsonFile('dws.json', dws(envelope));
    expect(declarations).toContainEqual(expect.objectContaining({ kind: 'completeness', complete: false }));
  });

  it('an envelope that says it is whole is kept as that', async () => {
    const { declarations } = await readJsonFile('dws.json', dws({ complete: true, hasMore: false, failedCount: 0 }));
    expect(declarations).toContainEqual(expect.objectContaining({ kind: 'completeness', complete: true }));
    expect(declarations).toContainEqual({ kind: 'message-count', conversation: null, count: 2 });
  });
});

const feishu = (i: number) => ({
  message_id: `om_${i}`,
  chat_id: 'oc_1',
  msg_type: 'text',
  create_time: String(1_722_238_025_751 + i),
  update_time: String(1_722_238_025_751 + i),
  deleted: false,
  updated: false,
  sender: { id: `ou_${i % 3}`, id_type: 'open_id', sender_type: 'user', tenant_key: 't' },
  body: { content: JSON.stringify({ text: `第${i}条：请看一下这个需求文档` }) },
});
const feishuList = (rows: number): Buffer =>
  Buffer.from(
    JSON.stringify({
      code: 0,
      msg: 'success',
      data: { has_more: false, items: Array.from({ length: rows }, (_, i) => feishu(i)) },
    }),
  );

readerSuite({
  format: 'feishu',
  fixtures: [
    { name: 'an answer of the interface', file: 'feishu.json', bytes: feishuList(3), records: 3 },
    {
      name: 'events, one a line',
      file: 'events.jsonl',
      bytes: Buffer.from(
        jsonLines(
          [1, 2].map((i) => ({
            schema: '2.0',
            header: { event_type: 'im.message.receive_v1' },
            event: {
              sender: { sender_id: { open_id: 'ou_1' } },
              message: {
                message_id: `om_${i}`,
                create_time: '1722238025751',
                chat_id: 'oc_1',
                chat_type: 'p2p',
                message_type: 'text',
                content: '{"text":"好"}',
              },
            },
          })),
        ),
      ),
      records: 2,
    },
  ],
  grown: feishuList,
});

describe('Feishu', () => {
  it('rich text is its title and paragraphs, with pictures beside', async () => {
    const content = {
      zh_cn: {
        title: '公告',
        content: [
          [
            { tag: 'text', text: '详见' },
            { tag: 'a', text: '链接', href: 'https://a' },
            { tag: 'at', user_name: '张三' },
          ],
          [{ tag: 'img', image_key: 'k' }],
        ],
      },
    };
    const { messages } = await readJsonFile('feishu.json', [
      { ...feishu(1), msg_type: 'post', body: { content: JSON.stringify(content) } },
    ]);
    expect(messages[0]?.text).toBe('公告\n详见链接@张三');
    expect(messages[0]?.parts?.attachments?.map(({ kind }) => kind)).toEqual(['link', 'image']);
  });

  it('names stand for the keys by which texts call people, and a message taken back is one', async () => {
    const { messages } = await readJsonFile('feishu.json', [
      {
        ...feishu(1),
        body: { content: '{"text":"@_user_1 来一下"}' },
        mentions: [{ key: '@_user_1', id: 'ou_9', name: '李四' }],
        parent_id: 'om_0',
      },
      { ...feishu(2), deleted: true },
    ]);
    expect(messages[0]).toMatchObject({ text: '@李四 来一下', parts: { mentions: ['ou_9'], quote: { id: 'om_0' } } });
    expect(messages[1]).toMatchObject({ type: 'recalled', parts: { deleted: true } });
  });
});

const welink = (rows: number): Buffer =>
  Buffer.from(
    Array.from(
      { length: rows },
      (_, i) => `张三(z0012345${i % 9})\t2026-03-31 09:15:32\n第${i}条：今天项目进展怎么样？请大家同步\n`,
    ).join(''),
  );

readerSuite({
  format: 'welink',
  fixtures: [{ name: 'text', file: 'welink.txt', bytes: welink(3), records: 3 }],
  grown: welink,
});

describe('WeLink', () => {
  it('the number in brackets is the account', async () => {
    const { people } = await readFile(memoryFile('welink.txt', welink(1)));
    expect(people.get('z00123450')).toMatchObject({ account: 'z00123450', accountName: '张三' });
  });
});
