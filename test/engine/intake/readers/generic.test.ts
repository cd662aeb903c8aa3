/** RSMF, and tables and JSON that no reader knows. */
import { describe, expect, it } from 'vitest';
import { jsonLines, memoryFile, readFile, readText, shownTimes } from '../../../support/intakeFiles.ts';
import { readerSuite } from '../../../support/readerSuite.ts';
import { storedZip } from '../../../support/storedZip.ts';

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
