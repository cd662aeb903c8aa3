/** WhatsApp, LINE, Telegram and Discord. */
import { describe, expect, it } from 'vitest';
import { readJsonFile, readText, shownTimes } from '../../../support/intakeFiles.ts';
import { readerSuite } from '../../../support/readerSuite.ts';

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
