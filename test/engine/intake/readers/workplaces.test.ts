/** Slack, Teams, Messenger, Signal and IRC. */
import { describe, expect, it } from 'vitest';
import { memoryFile, readFile, readJsonFile, readText } from '../../../support/intakeFiles.ts';
import { readerSuite } from '../../../support/readerSuite.ts';

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
