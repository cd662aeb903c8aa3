/** WeCom’s conversation archive. */
import { execFileSync } from 'node:child_process';
import { constants, generateKeyPairSync, publicEncrypt, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { unwrapWeComKey } from '../../../../src-main/engine/intake/index.ts';
import { jsonLines, readJsonFile, readText } from '../../../support/intakeFiles.ts';
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
