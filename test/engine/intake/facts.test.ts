/** Real inputs that nobody on this project wrote: counts, people, first and last time as their published facts state. */
import { describe, expect, it } from 'vitest';
import { type SourceSummary, summarise } from '../../../src-main/engine/intake/index.ts';
import { hasSharedData, sharedData } from '../../support/sharedData.ts';

interface Facts {
  readonly format: string;
  readonly records: number;
  readonly senders?: number;
  readonly people?: number;
  readonly conversations?: number;
  readonly first?: string;
  readonly last?: string;
  readonly types?: Readonly<Record<string, number>>;
}

const CHAT: readonly (readonly [string, Facts])[] = [
  ['chatlab/chatlab_format_example1.json', { format: 'chatlab', records: 1 }],
  ['chatlab/chatlab_format_example2.json', { format: 'chatlab', records: 2 }],
  ['chatlab/chatlab_format_example4.jsonl', { format: 'chatlab', records: 3 }],
  [
    'dingtalk/dingtalk_robot_messages.jsonl',
    { format: 'dingtalk', records: 5, first: '1974-08-09T07:32:25.673Z', last: '2024-02-19T07:20:04.136Z' },
  ],
  [
    'discord/DM_2A_2M.json',
    { format: 'discord', records: 3, senders: 2, first: '2019-01-04T17:52:39.762Z', last: '2020-07-17T17:03:14.366Z' },
  ],
  [
    'discord/SV_5A_5M.json',
    { format: 'discord', records: 5, senders: 2, first: '2018-05-20T16:09:44.209Z', last: '2018-05-20T16:09:51.118Z' },
  ],
  [
    'discord/dce_frontend_example_general.json',
    { format: 'discord', records: 1, senders: 1, first: '2023-01-06T14:03:03.853Z' },
  ],
  [
    'discord/dce_general_full.json',
    {
      format: 'discord',
      records: 35,
      senders: 4,
      first: '2023-01-06T14:03:03.853Z',
      last: '2023-01-06T16:05:35.860Z',
      types: { system: 4 },
    },
  ],
  [
    'discord/dce_thread.json',
    { format: 'discord', records: 5, senders: 3, first: '2023-01-06T14:26:58.031Z', last: '2023-01-06T14:27:26.980Z' },
  ],
  ['feishu/feishu_message_content_dev.jsonl', { format: 'feishu', records: 13 }],
  [
    'line/line_zh_tw_quoted_multiline.txt',
    { format: 'line', records: 5, senders: 2, first: '2024-01-05T09:15:00', last: '2024-01-06T00:30:00' },
  ],
  [
    'messenger/2A_7M.json',
    { format: 'messenger', records: 7, people: 2, first: '2014-11-05T00:27:20.411Z', last: '2014-11-05T00:35:32.056Z' },
  ],
  ['messenger/chatminer_fb_testlog.json', { format: 'messenger', records: 2 }],
  [
    'qq/qq_message_manager_export_12h.txt',
    { format: 'qq-text', records: 9, senders: 6, first: '2019-09-23T20:43:38', last: '2019-09-24T09:16:35' },
  ],
  // Five headers by four senders, two notices of messages taken back, one hint about friends.
  [
    'qq/qq_window_copy_mdy.txt',
    {
      format: 'qq-text',
      records: 8,
      senders: 4,
      first: '2020-02-14T21:16:13',
      last: '2020-02-14T21:17:31',
      types: { text: 5, recalled: 2 },
    },
  ],
  [
    'rsmf/invalid_sample1_rsmf_manifest.json',
    { format: 'rsmf', records: 1, conversations: 1, first: '2013-01-10T15:53:00', last: '2013-01-10T15:53:00' },
  ],
  ['rsmf/invalid_sample2_rsmf.zip', { format: 'rsmf', records: 1 }],
  [
    'signal/chatminer_signal_export.txt',
    { format: 'signal-text', records: 2, senders: 2, first: '2019-12-24T12:23:00', last: '2020-01-17T21:49:00' },
  ],
  // Twelve messages in the list, and four replies inside two of them: the sixteen of the export of the same channel.
  ['slack/slackdump_dump_CHY5HUESG.json', { format: 'slack', records: 16 }],
  [
    'slack/slackdump_source_export.zip',
    {
      format: 'slack',
      records: 16,
      senders: 4,
      people: 10,
      first: '2025-01-10T03:08:34.897Z',
      last: '2025-01-24T10:59:02.919Z',
      types: { system: 1, recalled: 1 },
    },
  ],
  [
    'teams/forensicsim_batch1.json',
    { format: 'generic-json', records: 9, senders: 2, first: '2021-05-30T09:47:56', last: '2021-05-30T09:51:38' },
  ],
  [
    'teams/forensicsim_batch3.json',
    { format: 'generic-json', records: 100, senders: 2, first: '2021-05-30T11:21:24', last: '2021-05-30T12:13:11' },
  ],
  [
    'teams/forensicsim_batch8.json',
    { format: 'generic-json', records: 49, senders: 2, first: '2021-06-01T08:47:00', last: '2021-06-01T09:49:35' },
  ],
  [
    'teams/zulip_teams_purview_export_messages.json',
    {
      format: 'teams',
      records: 2,
      first: '2025-10-09T13:01:01.194Z',
      last: '2025-10-09T13:01:01.662Z',
      types: { text: 1, system: 1 },
    },
  ],
  [
    'telegram/chatminer_batch_export.json',
    { format: 'telegram', records: 2, senders: 2, first: '2018-12-05T10:39:10Z', last: '2018-12-05T10:49:24Z' },
  ],
  [
    'telegram/chatminer_single_export.json',
    { format: 'telegram', records: 2, senders: 2, first: '2018-12-05T10:39:10Z', last: '2018-12-05T10:49:24Z' },
  ],
  [
    'telegram/result_BIG_20A_5475M.json',
    {
      format: 'telegram',
      records: 5475,
      senders: 20,
      first: '2017-01-01T06:20:09.248Z',
      last: '2019-12-31T18:19:24.288Z',
    },
  ],
  [
    'wechat/weclone_example_chat_pywxdump_v1.csv',
    {
      format: 'wechat-pywxdump',
      records: 35,
      senders: 2,
      first: '2023-08-12T23:22:41',
      last: '2023-08-13T14:15:14',
      types: { system: 1, text: 26, sticker: 5, image: 3 },
    },
  ],
  ['wechat/weflow_http_api_samples.jsonl', { format: 'wechat-weflow', records: 4 }],
  [
    'wecom/wecom_archive_messages_dev.jsonl',
    { format: 'wecom-archive', records: 20, first: '2019-01-10T02:38:14.783Z', last: '2020-10-28T09:30:39.038Z' },
  ],
  [
    'welink/chatlab_welink_sample.txt',
    { format: 'welink', records: 54, senders: 4, first: '2026-03-31T09:15:32', last: '2026-03-31T18:03:12' },
  ],
  [
    'whatsapp/chatanalytics_2A_5M_out_of_order.txt',
    { format: 'whatsapp', records: 5, senders: 2, first: '2021-01-01T12:00:00', last: '2021-01-01T12:03:00' },
  ],
  [
    'whatsapp/chatminer_ddmmyy_24h.txt',
    {
      format: 'whatsapp',
      records: 9,
      senders: 5,
      first: '2019-01-01T11:25:00',
      last: '2021-12-30T22:01:00',
      types: { system: 2 },
    },
  ],
  [
    'whatsapp/chatminer_mmddyy_brackets_24h.txt',
    {
      format: 'whatsapp',
      records: 9,
      senders: 5,
      first: '2019-01-01T11:25:00',
      last: '2021-12-30T22:01:00',
      types: { system: 2 },
    },
  ],
  [
    'whatsapp/chatminer_mmddyyyy_12h_am_pm_es.txt',
    {
      format: 'whatsapp',
      records: 9,
      senders: 5,
      first: '2019-01-01T11:25:00',
      last: '2021-12-30T22:01:00',
      types: { system: 2 },
    },
  ],
  [
    'whatsapp/chatminer_yyyymmdd_24h.txt',
    {
      format: 'whatsapp',
      records: 9,
      senders: 5,
      first: '2019-01-01T11:25:00',
      last: '2021-12-30T22:01:00',
      types: { system: 2 },
    },
  ],
  ['whatsapp/chatminer_old_test_dateformat1.txt', { format: 'whatsapp', records: 10 }],
  ['whatsapp/chatminer_old_test_unicode.txt', { format: 'whatsapp', records: 3 }],
  // Twenty-nine lines, six of which go on with the one before; their layouts are mixed.
  ['whatsapp/chatminer_old_testlog.txt', { format: 'whatsapp', records: 23 }],
  [
    'whatsapp/whatspie_android_zh_hant_hk.txt',
    {
      format: 'whatsapp',
      records: 8,
      first: '2024-07-10T10:50:00',
      last: '2024-07-10T10:54:00',
      types: { system: 3, text: 1 },
    },
  ],
  [
    'whatsapp/whatspie_ios_en_us.txt',
    {
      format: 'whatsapp',
      records: 9,
      first: '2024-07-10T10:50:54',
      last: '2024-07-10T10:54:16',
      types: { system: 3, text: 2 },
    },
  ],
  [
    'whatsapp/whatstk_lorem-merge-part1.txt',
    { format: 'whatsapp', records: 300, senders: 4, first: '2019-10-20T10:16:00', last: '2020-01-10T00:00:00' },
  ],
  [
    'whatsapp/whatstk_lorem-merge-part2.txt',
    { format: 'whatsapp', records: 300, senders: 5, first: '2020-06-20T10:16:00', last: '2020-09-10T00:00:00' },
  ],
  [
    'whatsapp/whatstk_lorem.txt',
    { format: 'whatsapp', records: 500, senders: 4, first: '2020-01-15T02:22:56', last: '2020-05-11T22:32:48' },
  ],
  [
    'whatsapp/whatstk_pokemon.txt',
    { format: 'whatsapp', records: 20, senders: 9, first: '2016-04-15T15:04:00', last: '2016-10-31T12:23:00' },
  ],
];

/** Channel logs without dates: messages, notices and nicknames. */
const IRC: readonly (readonly [string, number, number, number])[] = [
  ['dev_2004-11-15_03', 1077, 173, 76],
  ['dev_2005-08-08_01', 1033, 217, 95],
  ['dev_2008-12-11_11', 1234, 16, 143],
  ['dev_2009-03-03_10', 1226, 24, 135],
  ['dev_2009-10-01_17', 1215, 35, 166],
  ['dev_2011-11-13_02', 1220, 30, 164],
  ['dev_2016-12-19_20', 1186, 64, 166],
  ['test_2007-01-11_12', 1085, 415, 79],
  ['test_2007-12-01_03', 1477, 23, 132],
  ['test_2010-08-17_18', 1448, 52, 221],
  ['test_2013-09-01_02', 1463, 37, 154],
  ['test_2015-03-18_05', 1444, 56, 173],
  ['test_2016-02-22_17', 1442, 58, 158],
];

const DIALOG: readonly (readonly [string, Facts])[] = [
  ['chinese/coldataset_test.csv', { format: 'generic-table', records: 5323 }],
  ['chinese/crosswoz_val.json.zip', { format: 'generic-json', records: 8458, conversations: 500, senders: 2 }],
  ['chinese/kdconv_film_test.json', { format: 'generic-json', records: 4010, conversations: 150 }],
  ['chinese/kdconv_travel_test.json', { format: 'generic-json', records: 2813, conversations: 150 }],
  [
    'irc_other/mediawiki.0.txt',
    { format: 'irc', records: 1200, senders: 55, first: '2013-01-26T15:04:04', last: '2013-01-27T22:01:04' },
  ],
  ['irc_other/rust.0.txt', { format: 'irc', records: 1200, first: '2018-05-29T21:20:37', last: '2018-05-31T08:21:55' }],
  [
    'irc_other/stripe.0.txt',
    { format: 'irc', records: 1200, senders: 104, first: '2019-09-04T22:44:46', last: '2019-09-05T15:12:01' },
  ],
  [
    'irc_other/ubuntu-meeting.0.txt',
    { format: 'irc', records: 1200, first: '2010-11-08T13:21:00', last: '2010-11-09T19:26:00' },
  ],
  ['irc_other/channel-two.all.raw.txt', { format: 'irc', records: 2601 }],
  ...IRC.map(
    ([name, text, system, senders]) =>
      [
        `irc_ubuntu/${name}.raw.txt`,
        { format: 'irc', records: text + system, senders, types: { text, system } },
      ] as const,
  ),
];

async function only(path: string): Promise<SourceSummary> {
  const { sources } = await summarise(sharedData(path));
  expect(sources).toHaveLength(1);
  return sources[0] as SourceSummary;
}

describe.runIf(hasSharedData('chat'))('published chat samples', () => {
  it.each(CHAT)('%s', async (path, facts) => {
    hold(await only(`chat/${path}`), facts);
  });

  it('slackdump_chunks.jsonl.gz is read through its compression', async () => {
    const { sources } = await summarise(sharedData('chat/slack/slackdump_chunks.jsonl.gz'));
    expect(sources.map(({ format, lost }) => [format, lost])).toEqual([['slack', 0]]);
  });

  it('stores of apps are named and not read', async () => {
    for (const path of ['android_apps', 'imessage/imessage_chat.db', 'ios_apps/kik.sqlite']) {
      const { sources, warnings } = await summarise(sharedData(`chat/${path}`));
      expect(sources).toEqual([]);
      expect(new Set(warnings.map(({ code }) => code))).toEqual(new Set(['file-is-database']));
    }
  });

  it('the messages of one export are the same under five layouts of dates', async () => {
    const files = ['ddmmyy_24h', 'mmddyy_brackets_24h', 'mmddyyyy_12h_am_pm_es', 'yyyymmdd_24h'];
    const times = await Promise.all(
      files.map(async (name) => {
        const { first, last } = await only(`chat/whatsapp/chatminer_${name}.txt`);
        return [first?.iso, last?.iso];
      }),
    );
    for (const found of times) expect(found).toEqual(['2019-01-01T11:25:00', '2021-12-30T22:01:00']);
  });
});

describe.runIf(hasSharedData('dialog'))('published dialogues', () => {
  it.each(DIALOG)('%s', async (path, facts) => {
    hold(await only(`dialog/${path}`), facts);
  });

  it('102 logs in one compressed archive are 102 sources with all their lines', async () => {
    const { sources } = await summarise(sharedData('dialog/irc_ubuntu/train_raw_dev.tar.gz'));
    expect(sources).toHaveLength(102);
    const read = sources.reduce((sum, { records, lost }) => sum + records + lost, 0);
    // The published figure counts line ends of the unpacked files.
    expect(Math.abs(read - 146_343)).toBeLessThanOrEqual(102);
  });
});

function hold(summary: SourceSummary, facts: Facts): void {
  const { format, records, senders, people, conversations, first, last, types } = facts;
  expect(summary).toMatchObject({ format, records, lost: 0 });
  if (senders !== undefined) expect(summary.senders).toBe(senders);
  if (people !== undefined) expect(summary.people).toBe(people);
  if (conversations !== undefined) expect(summary.conversations).toBe(conversations);
  if (first !== undefined) expect(summary.first?.iso).toBe(first);
  if (last !== undefined) expect(summary.last?.iso).toBe(last);
  for (const [type, count] of Object.entries(types ?? {})) expect(summary.types).toMatchObject({ [type]: count });
}
