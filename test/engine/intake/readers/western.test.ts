/** WhatsApp, LINE, Telegram, Discord, Slack, Teams, Messenger, Signal, IRC, RSMF. */
import { describe, expect, it } from 'vitest';
import { jsonLines, memoryFile, readFile, readJsonFile, readText, shownTimes } from '../../../support/intakeFiles.ts';
import { readerSuite } from '../../../support/readerSuite.ts';
import { storedZip } from '../../../support/storedZip.ts';

const android = (rows: number): Buffer =>
  Buffer.from(
    Array.from(
      { length: rows },
      (_, i) =>
        `${1 + (i % 28)}/7/2024, ${String(i % 24).padStart(2, '0')}:50 - ${i % 2 ? 'Klaus' : 'Jane'}: 第${i}条 message, please answer\nsecond line of it\n`,
    ).join(''),
  );

readerSuite({
  format: 'whatsapp',
  fixtures: [
    { name: 'Android', file: 'WhatsApp Chat with Jane.txt', bytes: android(4), records: 4 },
    {
      name: 'iOS in Chinese',
      file: '_chat.txt',
      bytes: Buffer.from(
        '[2024/7/10 上午10:50:54] 群组: \u200e訊息和通話都採用端對端加密。\n\u200e[2024/7/10 下午1:51:13] 王小明: \u200e<附件：00000004-PHOTO-2024-07-10.jpg>\n[2024/7/10 凌晨12:05:00] 王小明: 晚安\n',
      ),
      records: 3,
    },
  ],
  grown: android,
});

describe('WhatsApp', () => {
  it('words for halves of the day are minded, marks of direction are not', async () => {
    const { messages } = await readText(
      '_chat.txt',
      '[2024/7/10 下午1:51:13] 王小明: \u200e<附件：00000004-PHOTO-2024-07-10.jpg>\n[2024/7/13 凌晨12:05:00] 王小明: 晚安\n',
    );
    expect(shownTimes(messages)).toEqual(['2024-07-10T13:51:13.000Z', '2024-07-13T00:05:00.000Z']);
    expect(messages[0]).toMatchObject({
      type: 'image',
      parts: { attachments: [{ name: '00000004-PHOTO-2024-07-10.jpg' }] },
    });
  });

  it('where nothing settles the order of dates it is said to be a guess, and a person may say', async () => {
    const text = '5/6/2024, 10:00 - A: one\n5/6/2024, 10:01 - B: two\n';
    const guessed = await readText('chat.txt', text);
    expect(guessed.warnings.map(({ code }) => code)).toContain('date-order-guessed');
    const said = await readText('chat.txt', text, { dateOrder: 'mdy' });
    expect(shownTimes(said.messages)[0]).toBe('2024-05-06T10:00:00.000Z');
    expect(said.assumptions).toContainEqual(
      expect.objectContaining({ about: 'date-order', value: 'mdy', by: 'person' }),
    );
  });

  it.each([
    ['This message was deleted', 'recalled'],
    ['You deleted this message.', 'recalled'],
    ['此訊息已刪除', 'recalled'],
    ['<Media omitted>', 'file'],
    ['\u200eimage omitted', 'image'],
    ['IMG-20240710-WA0001.jpg (file attached)', 'image'],
    ['PTT-20240710-WA0002.opus (檔案附件)', 'voice'],
  ])('“%s” is of type %s', async (body, type) => {
    const { messages } = await readText('chat.txt', `13/6/2024, 10:00 - A: ${body}\n`);
    expect(messages[0]?.type).toBe(type);
  });
});

const lineText = (rows: number): Buffer =>
  Buffer.from(
    `[LINE] 與王小明的聊天記錄\n儲存日期：2024/01/06 10:00\n\n2024/01/05（五）\n${Array.from({ length: rows }, (_, i) => `上午09:${String(i % 60).padStart(2, '0')}\t王小明\t第${i}條訊息：請問商品何時到貨？我等很久了，麻煩查詢\n`).join('')}`,
  );

readerSuite({
  format: 'line',
  fixtures: [{ name: 'text', file: '[LINE] 王小明.txt', bytes: lineText(3), records: 3 }],
  grown: lineText,
});

describe('LINE', () => {
  it('a line inside quotation marks belongs to the message, even when it looks like a day', async () => {
    const { messages } = await readText(
      'line.txt',
      '[LINE] 與王小明的聊天記錄\n\n2024/01/05（五）\n13:02\t王小明\t"第一行\n2024/01/06（六）\n尾"\n13:03\t我\t好\n',
    );
    expect(messages.map(({ text }) => text)).toEqual(['第一行\n2024/01/06（六）\n尾', '好']);
    expect(shownTimes(messages)[1]).toBe('2024-01-05T13:03:00.000Z');
  });
});

const telegramMessage = (i: number) => ({
  id: i + 1,
  type: 'message',
  date: '2024-05-01T10:00:00',
  date_unixtime: String(1_714_528_800 + i),
  from: `用户${i % 3}`,
  from_id: `user${i % 3}`,
  text: ['第', { type: 'bold', text: String(i) }, '条：请问什么时候发货'],
  text_entities: [],
});
const telegram = (rows: number): Buffer =>
  Buffer.from(
    JSON.stringify({
      name: '群',
      type: 'private_supergroup',
      id: 1,
      messages: Array.from({ length: rows }, (_, i) => telegramMessage(i)),
    }),
  );

readerSuite({
  format: 'telegram',
  fixtures: [
    { name: 'one chat', file: 'result.json', bytes: telegram(3), records: 3 },
    {
      name: 'all chats',
      file: 'result.json',
      bytes: Buffer.from(
        JSON.stringify({
          about: '',
          personal_information: {},
          chats: {
            about: '',
            list: [
              { name: 'A', type: 'personal_chat', id: 1, messages: [telegramMessage(0)] },
              { name: 'B', type: 'private_group', id: 2, messages: [telegramMessage(1)] },
            ],
          },
        }),
      ),
      records: 2,
    },
  ],
  grown: telegram,
});

describe('Telegram', () => {
  it('chats are told apart, pieces of text are joined, what was not saved has no reference', async () => {
    const photo = {
      ...telegramMessage(0),
      photo: '(File not included. Change data exporting settings to download.)',
      text: '',
    };
    const service = {
      id: 9,
      type: 'service',
      date_unixtime: '1714528800',
      actor: '甲',
      actor_id: 'user1',
      action: 'create_group',
      title: '新群',
      members: ['乙'],
      text: '',
    };
    const { messages, conversations } = await readJsonFile('result.json', {
      chats: {
        list: [
          { name: 'A', type: 'personal_chat', id: 1, messages: [telegramMessage(7)] },
          { name: 'B', type: 'private_group', id: 2, messages: [photo, service] },
        ],
      },
    });
    expect(messages.map(({ conversation }) => conversation)).toEqual(['1', '2', '2']);
    expect(messages[0]?.text).toBe('第7条：请问什么时候发货');
    expect(messages[1]).toMatchObject({ type: 'image', parts: { attachments: [{ reference: null }] } });
    expect(messages[2]).toMatchObject({ type: 'system', text: 'create_group 新群 乙' });
    expect(conversations.get('2')).toMatchObject({ name: 'B', kind: 'group' });
  });
});

const discordMessage = (i: number) => ({
  id: String(1_045_178_587_575_242_772n + BigInt(i)),
  type: 'Default',
  timestamp: '2023-01-06T14:03:03.853+00:00',
  timestampEdited: null,
  content: `message number ${i}, 请处理`,
  author: { id: '521486476985155645', name: 'Adam', nickname: 'Ad' },
  attachments: [],
  embeds: [],
  reactions: [],
  mentions: [],
});
const discord = (rows: number, count = rows): Buffer =>
  Buffer.from(
    JSON.stringify({
      guild: { id: '1', name: 'G' },
      channel: { id: '2', type: 'GuildTextChat', name: 'general' },
      messages: Array.from({ length: rows }, (_, i) => discordMessage(i)),
      messageCount: count,
    }),
  );

readerSuite({
  format: 'discord',
  fixtures: [{ name: 'a channel', file: 'general.json', bytes: discord(3), records: 3 }],
  grown: discord,
});

const slackMessage = (i: number) => ({
  type: 'message',
  user: `U${i % 3}`,
  text: `message ${i}: please look into the complaint`,
  ts: `${1_736_478_514 + i}.897649`,
});
const slackDay = (rows: number): Buffer =>
  Buffer.from(JSON.stringify(Array.from({ length: rows }, (_, i) => slackMessage(i))));

readerSuite({
  format: 'slack',
  fixtures: [
    {
      name: 'an export with its lists',
      file: 'general/2025-01-10.json',
      bytes: slackDay(2),
      records: 3,
      others: {
        'channels.json': Buffer.from('[{"id":"C1","name":"general","members":["U0"]}]'),
        'users.json': Buffer.from('[{"id":"U0","name":"a","profile":{"display_name":"Anna"}}]'),
        'general/2025-01-11.json': slackDay(1),
      },
    },
    {
      name: 'a channel as slackdump dumps it',
      file: 'C1.json',
      bytes: Buffer.from(
        JSON.stringify({
          channel_id: 'C1',
          name: 'everyone',
          messages: [
            { ...slackMessage(0), slackdump_thread_replies: [{ ...slackMessage(5), thread_ts: slackMessage(0).ts }] },
            slackMessage(1),
          ],
        }),
      ),
      records: 3,
    },
  ],
  grown: slackDay,
});

describe('Slack', () => {
  it('a reply inside the message it answers is a record of its own, with its own bytes', async () => {
    const reply = { ...slackMessage(5), thread_ts: slackMessage(0).ts };
    const { entries } = await readJsonFile('C1.json', {
      channel_id: 'C1',
      name: 'everyone',
      messages: [{ ...slackMessage(0), slackdump_thread_replies: [reply] }],
    });
    expect(JSON.parse(entries[1]?.raw.toString() ?? '')).toEqual(reply);
    expect(entries[1]?.message.parts).toMatchObject({ thread: slackMessage(0).ts });
  });

  it('folders are channels, people have the names of the list', async () => {
    const others = [
      memoryFile('channels.json', Buffer.from('[{"id":"C1","name":"general","members":["U0"]}]')),
      memoryFile('users.json', Buffer.from('[{"id":"U0","name":"a","profile":{"display_name":"Anna"}}]')),
    ];
    const { messages, people } = await readFile(memoryFile('general/2025-01-10.json', slackDay(1)), {}, others);
    expect(messages[0]).toMatchObject({
      conversation: 'C1',
      time: { recorded: '1736478514.897649', utcMs: 1_736_478_514_897 },
    });
    expect(people.get('U0')?.accountName).toBe('Anna');
  });
});

const teamsMessage = (i: number) => ({
  id: String(i),
  createdDateTime: '2025-10-09T13:01:01.662Z',
  messageType: 'message',
  body: { contentType: 'html', content: `<p>message ${i} &amp; more<br>second</p>` },
  from: { user: { id: 'u1', displayName: 'Will' } },
  chatId: '19:x@thread.v2',
  attachments: [],
  reactions: [],
});
const teams = (rows: number): Buffer =>
  Buffer.from(JSON.stringify({ value: Array.from({ length: rows }, (_, i) => teamsMessage(i)) }));

readerSuite({
  format: 'teams',
  fixtures: [{ name: 'an answer of Graph', file: 'messages.json', bytes: teams(3), records: 3 }],
  grown: teams,
});

describe('Teams', () => {
  it('HTML becomes the text that a person reads', async () => {
    const { messages } = await readFile(memoryFile('messages.json', teams(1)));
    expect(messages[0]?.text).toBe('message 0 & more\nsecond');
  });
});

const messengerMessage = (i: number) => ({
  sender_name: 'Alice',
  timestamp_ms: 1_415_147_732_056 - i * 1000,
  content: `message number ${i}: hello, is it still for sale?`,
});
const messenger = (rows: number): Buffer =>
  Buffer.from(
    JSON.stringify({
      participants: [{ name: 'Alice' }, { name: 'Bob' }],
      messages: Array.from({ length: rows }, (_, i) => messengerMessage(i)),
      title: 'Alice',
      thread_path: 'inbox/alice_1',
    }),
  );

readerSuite({
  format: 'messenger',
  fixtures: [{ name: 'a thread', file: 'inbox/alice_1/message_1.json', bytes: messenger(3), records: 3 }],
  grown: messenger,
});

describe('Messenger', () => {
  it('text whose bytes were written as characters is mended, and the mending is recorded', async () => {
    const broken = Buffer.from('天气', 'utf8').toString('latin1');
    const { messages, assumptions } = await readJsonFile('message_1.json', {
      participants: [{ name: 'Alice' }],
      messages: [
        { sender_name: 'Alice', timestamp_ms: 1_415_147_732_056, content: broken },
        { sender_name: 'Alice', timestamp_ms: 1_415_147_732_055, content: 'café' },
      ],
    });
    expect(messages.map(({ text }) => text)).toEqual(['天气', 'café']);
    expect(assumptions).toContainEqual(expect.objectContaining({ about: 'text-repair' }));
  });
});

const signal = (rows: number): Buffer =>
  Buffer.from(
    Array.from(
      { length: rows },
      (_, i) =>
        `[2019-12-24, 12:23] Jane Doe: message number ${i}, please read it to the end\nand this is its second line\n`,
    ).join(''),
  );
readerSuite({
  format: 'signal-text',
  fixtures: [{ name: 'text', file: 'signal.txt', bytes: signal(3), records: 3 }],
  grown: signal,
});

const irc = (rows: number): Buffer =>
  Buffer.from(
    Array.from(
      { length: rows },
      (_, i) =>
        `rust 2018-05-29 [21:20:37] <talchas> message number ${i} about the borrow checker, and a little more text here\n`,
    ).join(''),
  );
readerSuite({
  format: 'irc',
  fixtures: [{ name: 'a dated log', file: 'rust.txt', bytes: irc(3), records: 3 }],
  grown: irc,
});

describe('IRC', () => {
  it('a log without dates has undated messages, whatever its name says', async () => {
    const { messages } = await readText(
      '2004-11-15.txt',
      '[12:18] <usual> stable though\n=== somebody has joined\n[12:19]  * usual waves\n',
    );
    expect(messages.map(({ time, type, sender }) => [time.kind, type, sender])).toEqual([
      ['undated', 'text', 'usual'],
      ['undated', 'system', null],
      ['undated', 'text', 'usual'],
    ]);
  });
});

const rsmfEvent = (i: number) => ({
  type: 'message',
  id: `e${i}`,
  participant: 'P1',
  conversation: 'C1',
  body: `event ${i}: 请确认收货`,
  timestamp: '2024-05-01T10:00:00Z',
});
const rsmfManifest = (rows: number, version = '2.0.0'): string =>
  JSON.stringify({
    version,
    participants: [{ id: 'P1', display: '张三' }],
    conversations: [{ id: 'C1', platform: 'wechat', type: 'direct', participants: ['P1'] }],
    events: Array.from({ length: rows }, (_, i) => rsmfEvent(i)),
  });
const rsmfMail = (manifest: string): Buffer => {
  const base64 = storedZip({ 'rsmf_manifest.json': manifest, 'photo.jpg': 'x' })
    .toString('base64')
    .replace(/.{76}/g, '$&\r\n');
  return Buffer.from(
    `X-RSMF-Version: 2.0.0\r\nX-RSMF-EventCount: 2\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed;\r\n boundary="b1"\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\nbody\r\n--b1\r\nContent-Type: application/zip; name="rsmf.zip"\r\nContent-Disposition: attachment; filename=rsmf.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64}\r\n--b1--\r\n`,
  );
};

readerSuite({
  format: 'rsmf',
  fixtures: [
    { name: 'a manifest', file: 'rsmf_manifest.json', bytes: Buffer.from(rsmfManifest(3)), records: 3 },
    { name: 'the mail', file: 'chat.rsmf', bytes: rsmfMail(rsmfManifest(2)), records: 2 },
  ],
  grown: (rows) => Buffer.from(rsmfManifest(rows)),
});

describe('RSMF', () => {
  it('records inside the mail are placed inside its archive', async () => {
    const manifest = rsmfManifest(2);
    const { entries, declarations } = await readFile(memoryFile('chat.rsmf', rsmfMail(manifest)));
    const [first] = entries;
    expect(first?.place.part).toEqual({ file: 'chat.rsmf', member: 'rsmf.zip!/rsmf_manifest.json' });
    expect(manifest.slice(first?.place.offset, (first?.place.offset ?? 0) + (first?.place.length ?? 0))).toContain(
      'event 0',
    );
    expect(declarations).toContainEqual({ kind: 'message-count', conversation: null, count: 2 });
  });

  it('an event of somebody who is not among the participants is read and reported', async () => {
    const manifest = rsmfManifest(1).replace('"participant":"P1"', '"participant":"P9"');
    const { messages, warnings } = await readText('rsmf_manifest.json', manifest);
    expect(messages).toHaveLength(1);
    expect(warnings.map(({ code, details }) => [code, details.rule])).toEqual([
      ['rsmf-rule-broken', 'events.participant'],
    ]);
  });
});

const lines = jsonLines([
  { when: 1_703_001_600, who: { name: '甲' }, content: '你好' },
  { when: 1_703_001_601, who: { name: '乙' }, content: '在' },
]);
const table = (rows: number): Buffer =>
  Buffer.from(
    `序号,发送时间,发送人,内容\n${Array.from({ length: rows }, (_, i) => `${i + 1},2024-05-01 10:00:00,张三,第${i}条：请尽快处理这个投诉，客户已经很生气了，谢谢配合\n`).join('')}`,
  );

readerSuite({
  format: 'generic-table',
  fixtures: [
    { name: 'a table with telling titles', file: '聊天.csv', bytes: table(3), records: 3 },
    {
      name: 'tabs',
      file: '聊天.tsv',
      bytes: Buffer.from('time\tsender\tmessage\n2024-05-01 10:00:00\tA\thello\n'),
      records: 1,
    },
  ],
  grown: table,
});
readerSuite({
  format: 'generic-json',
  fixtures: [{ name: 'lines', file: 'x.jsonl', bytes: Buffer.from(lines), records: 2 }],
});

describe('tables and JSON that no reader knows', () => {
  it('a mapping says which member means what', async () => {
    const mapping = { fields: { text: 'content', time: 'when', sender: 'who.name' } };
    const { messages, assumptions } = await readText('x.jsonl', lines, { mapping });
    expect(messages[0]).toMatchObject({
      text: '你好',
      sender: '甲',
      time: { kind: 'recorded', utcMs: 1_703_001_600_000 },
    });
    expect(assumptions).toContainEqual(expect.objectContaining({ about: 'mapping', by: 'person' }));
  });

  it('a guess is recorded as a guess', async () => {
    const { assumptions, messages } = await readFile(memoryFile('聊天.csv', table(1)));
    expect(assumptions).toContainEqual(expect.objectContaining({ about: 'mapping', by: 'content' }));
    expect(messages[0]).toMatchObject({ sequence: 1, sender: '张三', time: { kind: 'local' } });
  });

  it('dates whose order only the whole table settles are decided over the whole table', async () => {
    const { messages } = await readText('x.csv', 'time,sender,message\n3/4/2024 10:00,A,one\n25/4/2024 10:00,A,two\n');
    expect(shownTimes(messages)).toEqual(['2024-04-03T10:00:00.000Z', '2024-04-25T10:00:00.000Z']);
  });

  it('a table without a column for text must be mapped', async () => {
    const { warnings } = await readText('x.csv', 'a,b\n1,2\n', { format: 'generic-table' });
    expect(warnings.map(({ code, details }) => [code, details.error])).toEqual([
      ['reading-stopped', 'intake.mapping-needed'],
    ]);
  });
});
