/** Sources of organisations: WeCom's archive, DingTalk, Feishu, WeLink. */
import { execFileSync } from 'node:child_process';
import { constants, generateKeyPairSync, publicEncrypt, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unwrapWeComKey } from '../../../../src-main/engine/intake/index.ts';
import { jsonLines, memoryFile, readFile, readJsonFile, readText } from '../../../support/intakeFiles.ts';
import { readerSuite } from '../../../support/readerSuite.ts';
import { hasTool } from '../../../support/stockTools.ts';

const record = (i: number) => ({
  msgid: `${9_000_000_000_000_000_000n + BigInt(i)}_1603875826`,
  action: 'send',
  from: `staff${i % 4}`,
  tolist: ['customer'],
  roomid: '',
  msgtime: 1_603_875_826_656 + i,
  msgtype: 'text',
  text: { content: `第${i}条：您好，您反映的问题已登记，请稍候` },
});
const records = (rows: number): Buffer => Buffer.from(jsonLines(Array.from({ length: rows }, (_, i) => record(i))));
const batch = {
  errcode: 0,
  errmsg: 'ok',
  chatdata: [
    { seq: 196, msgid: 'CAQQ2fbb', publickey_ver: 3, encrypt_random_key: 'ftJ+uz3n', encrypt_chat_msg: '898WSfGM' },
    { seq: 198, msgid: 'CAQQ2fbc', publickey_ver: 3, encrypt_random_key: 'ftJ+uz3m', encrypt_chat_msg: '898WSfGN' },
  ],
};

readerSuite({
  format: 'wecom-archive',
  fixtures: [
    { name: 'decrypted records, one a line', file: 'wecom.jsonl', bytes: records(4), records: 4 },
    {
      name: 'decrypted records in a list',
      file: 'wecom.json',
      bytes: Buffer.from(JSON.stringify([record(1), record(2)])),
      records: 2,
    },
    { name: 'an encrypted batch', file: 'batch.json', bytes: Buffer.from(JSON.stringify(batch)), records: 2 },
    {
      name: 'records decrypted inside their batch',
      file: 'inline.json',
      bytes: Buffer.from(JSON.stringify({ chatdata: [{ seq: 7, msgid: 'a', publickey_ver: 1, msg: record(1) }] })),
      records: 1,
    },
  ],
  grown: records,
});

const wecom = async (value: object) => {
  const { messages, warnings } = await readText('wecom.jsonl', jsonLines([value, record(1)]));
  expect(warnings).toEqual([]);
  const [first] = messages;
  if (!first) throw new Error('no message');
  return first;
};

describe('WeCom’s archive', () => {
  it('a message taken back names the one that is meant', async () => {
    const message = await wecom({
      ...record(0),
      action: 'recall',
      msgtype: 'revoke',
      revoke: { pre_msgid: '14822339130656386894_1603875600' },
    });
    expect(message).toMatchObject({ type: 'recalled', parts: { revoke: { id: '14822339130656386894_1603875600' } } });
  });

  it('ids beyond 2^53 stand in the record with all their digits', async () => {
    const text =
      '{"msgid":"1","action":"send","from":"a","tolist":["b"],"roomid":"r","msgtime":1603877328914,"msgtype":"meeting","meeting":{"topic":"夕会","meetingid":11101571002822706744,"status":1}}\n';
    const { entries } = await readText('wecom.jsonl', text + text);
    expect(entries[0]?.raw.toString()).toContain('11101571002822706744');
    expect(entries[0]?.message).toMatchObject({ type: 'meeting', text: '夕会' });
  });

  it('a forwarded record nests, and its times are seconds or milliseconds by their size', async () => {
    const inner = {
      title: '内层',
      item: [{ type: 'ChatRecordText', from: '丙', msgtime: 1_603_875_610_000, content: '{"content":"内"}' }],
    };
    const item = [
      { type: 'ChatRecordText', from: '甲', msgtime: 1_603_875_610, content: '{"content":"外"}' },
      { type: 'ChatRecord', from: '乙', msgtime: 1_603_875_611, content: JSON.stringify(inner) },
      { type: 'ChatRecordHologram', from: '丁', msgtime: 1_603_875_612, content: '{"x":1}' },
    ];
    const { parts } = await wecom({ ...record(0), msgtype: 'chatrecord', chatrecord: { title: '群聊', item } });
    expect(parts?.forward?.map(({ type, text }) => [type, text])).toEqual([
      ['text', '外'],
      ['forward', '内层'],
      ['unknown', '{"x":1}'],
    ]);
    expect(parts?.forward?.[0]?.time.utcMs).toBe(1_603_875_610_000);
    expect(parts?.forward?.[1]?.items[0]).toMatchObject({ text: '内', time: { utcMs: 1_603_875_610_000 } });
  });

  it.each([
    ['docmsg', { doc: { title: '周报', doc_creator: '甲', link_url: 'https://doc' } }, 'link', '周报\n甲'],
    ['voiptext', { info: { callduration: 10, invitetype: 1 } }, 'call', ''],
    ['qydiskfile', { info: { filename: '合同.pdf' } }, 'file', '合同.pdf'],
    [
      'meeting_notification',
      { info: { content: '会议开始', meeting_id: 1, notification_type: 1 } },
      'meeting',
      '会议开始',
    ],
    [
      'external_redpacket',
      { external_redpacket: { type: 1, wish: '恭喜', totalcnt: 1, totalamount: 20 } },
      'red-packet',
      '恭喜',
    ],
    ['disagree', { disagree: { userid: 'w', disagree_time: 1_603_875_826_656 } }, 'consent', 'w'],
    ['sphfeed', { sphfeed: { feed_type: 4, sph_name: '号', feed_desc: '说明' } }, 'channel', '号\n说明'],
    [
      'vote',
      { vote: { votetitle: '去哪', voteitem: ['甲地', '乙地'], votetype: 101, voteid: 'v' } },
      'vote',
      '去哪\n甲地\n乙地',
    ],
    [
      'voip_doc_share',
      { voip_doc_share: { filename: '演示.pptx', md5sum: 'm', filesize: 9, sdkfileid: 's' } },
      'file',
      '演示.pptx',
    ],
    [
      'mixed',
      {
        mixed: {
          item: [
            { type: 'text', content: '{"content":"看图"}' },
            { type: 'image', content: '{"md5sum":"m"}' },
          ],
        },
      },
      'text',
      '看图',
    ],
  ])('the body of %s stands where the documentation says', async (msgtype, body, type, text) => {
    expect(await wecom({ ...record(0), msgtype, ...body })).toMatchObject({ type, text, nativeType: msgtype });
  });

  it('a flattened record, all texts and nulls, is the same message', async () => {
    const flat = { ...record(0), seq: '12', msgtime: '1603875826656', tolist: 'customer', image: null, voice: null };
    const message = await wecom(flat);
    expect(message).toMatchObject({
      sequence: 12,
      conversation: 'customer|staff0',
      parts: { recipients: ['customer'] },
      time: { utcMs: 1_603_875_826_656 },
    });
  });

  it('both directions of a single chat are one conversation', async () => {
    const answer = { ...record(1), from: 'customer', tolist: ['staff1'] };
    const { messages } = await readText('wecom.jsonl', jsonLines([record(1), answer]));
    expect(messages[0]?.conversation).toBe(messages[1]?.conversation);
  });

  it('records of an encrypted batch are kept with their numbers, without a time and without a text', async () => {
    const { messages } = await readJsonFile('batch.json', batch);
    expect(messages.map(({ type, sequence, time }) => [type, sequence, time.kind])).toEqual([
      ['encrypted', 196, 'undated'],
      ['encrypted', 198, 'undated'],
    ]);
  });

  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

  it('the key of a record is opened with the private key (PKCS#1 v1.5)', () => {
    const secret = randomBytes(32).toString('base64');
    const wrapped = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(secret));
    expect(unwrapWeComKey(pem, wrapped.toString('base64')).toString()).toBe(secret);
  });

  it.runIf(hasTool('openssl'))('what OpenSSL wrapped is opened as well', () => {
    const folder = mkdtempSync(join(tmpdir(), 'wecom-key-'));
    const publicPem = join(folder, 'public.pem');
    writeFileSync(publicPem, publicKey.export({ type: 'spki', format: 'pem' }));
    const wrapped = execFileSync('openssl', ['pkeyutl', '-encrypt', '-pubin', '-inkey', publicPem], {
      input: 'str2 of the archive',
    });
    rmSync(folder, { recursive: true });
    expect(unwrapWeComKey(pem, wrapped.toString('base64')).toString()).toBe('str2 of the archive');
  });

  it('a wrong padding looks like a key too, always the same one, and is no oracle', () => {
    const wrong = publicEncrypt(
      { key: publicKey, padding: constants.RSA_NO_PADDING },
      Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(254, 7)]),
    );
    const first = unwrapWeComKey(pem, wrong.toString('base64'));
    expect(first).toHaveLength(32);
    expect(unwrapWeComKey(pem, wrong.toString('base64')).equals(first)).toBe(true);
    expect(unwrapWeComKey(pem, 'AAAA')).toHaveLength(32);
  });
});

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
