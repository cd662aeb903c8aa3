/** Writing into the log: order, chain, durability, the clock, and failing closed. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { sm3, toHex, utf8 } from '../../../src-main/engine/lib/index.ts';
import type { LogDraft } from '../../../src-main/engine/oplog/index.ts';
import { appendMany, logHome, membersOf, OPERATOR, ORIGIN, subjectOf, WITNESS } from '../../support/operationLog.ts';

const DRAFT: LogDraft = {
  act: 'case.create',
  outcome: 'done',
  actor: 'li.ming',
  witness: null,
  subject: { number: 'A-1' },
};
const sha256 = (...parts: (string | Uint8Array)[]) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

test('an entry says what, by whom, when in UTC and local time, where, and names the entry before it by both hashes', () => {
  const log = logHome().log();
  const { index, at, leafHash } = log.append({ ...DRAFT, witness: 'wang.fang' });
  const before = log.entry(index - 1);
  const entry = membersOf(log.entry(index).text);
  expect(entry).toMatchObject({
    schema: 'sealbench/log-entry/v1',
    index: 1,
    origin: ORIGIN,
    act: 'case.create',
    outcome: 'done',
    actor: 'li.ming',
    witness: 'wang.fang',
    subject: { number: 'A-1' },
    at,
  });
  expect(Date.parse(entry.time as string)).toBe(at);
  expect(entry.time).toMatch(/[+-]\d\d:\d\d$/);
  // RFC 9162 section 2.1.1, computed here by hand.
  expect(entry.previous).toEqual({ sha256: sha256('\0', before.text), sm3: toHex(sm3(utf8(before.text))) });
  expect(leafHash).toBe(sha256('\0', log.entry(index).text));
});

test('the log begins with an entry that names the station’s key', () => {
  const log = logHome().log();
  const first = log.entry(0);
  expect(first.act).toBe('log.begin');
  expect(subjectOf(first.text)).toEqual({ verifierKey: log.verifierKey });
  expect(log.head().verifierKeys).toEqual([log.verifierKey]);
});

test('what was appended is there after the store was closed and opened again, and the log goes on from it', async () => {
  const home = logHome();
  appendMany(home, 5);
  const { rootHash } = home.log().head();
  home.close();
  expect(home.log().head().rootHash).toBe(rootHash);
  appendMany(home, 5);
  expect(home.log().head().size).toBe(11);
  expect((await home.log().verify()).verdict).toBe('matched');
});

test('two entries that say the same have different leaf hashes, so that a withheld one cannot be guessed', () => {
  const log = logHome().log();
  const salts = [log.append(DRAFT), log.append(DRAFT)].map(({ index }) => membersOf(log.entry(index).text).salt);
  expect(new Set(salts).size).toBe(2);
  expect(salts[0]).toMatch(/^[0-9a-f]{32}$/);
});

test('while the clock is behind the latest entry, every entry says by how much, until the clock has caught up', async () => {
  const home = logHome();
  const log = home.log();
  const behind = (ms: number) => {
    home.clock.pass(ms);
    return membersOf(log.entry(log.append(DRAFT).index).text).behindMs;
  };
  expect(behind(60_000)).toBeUndefined();
  expect(behind(-3_600_000)).toBe(3_600_000);
  expect(behind(600_000)).toBe(3_000_000);
  home.close();
  const reopened = home.log();
  home.clock.pass(1_000_000);
  expect(membersOf(reopened.entry(reopened.append(DRAFT).index).text).behindMs).toBe(2_000_000);
  home.clock.pass(2_000_000);
  expect(membersOf(reopened.entry(reopened.append(DRAFT).index).text).behindMs).toBeUndefined();
  expect((await reopened.verify()).verdict).toBe('matched');
});

test.each([
  'UPDATE oplog_entry SET text = text',
  'DELETE FROM oplog_entry WHERE entry_index = 2',
  'DELETE FROM oplog_node',
  'UPDATE oplog_checkpoint SET note = note',
  `INSERT OR REPLACE INTO oplog_entry (entry_index, text, leaf) SELECT entry_index, text, leaf FROM oplog_entry WHERE entry_index = 1`,
  `INSERT INTO oplog_entry (entry_index, text, leaf) SELECT 100, text, leaf FROM oplog_entry WHERE entry_index = 1`,
  'DELETE FROM oplog_checkpoint',
])('through the program’s own connection the log cannot be changed: %s', async (sql) => {
  const home = logHome();
  appendMany(home, 8);
  home.log().checkpoint([]);
  expect(() => home.store().write(sql)).toThrow('append-only');
  expect((await home.log().verify()).verdict).toBe('matched');
});

test('an append that cannot be made durable is an error, and nothing of it stays: read-only store', () => {
  const home = logHome();
  const log = home.log();
  home.store().prepare('PRAGMA query_only = ON').run();
  expect(() => log.append(DRAFT)).toThrow('log.not-written');
  expect(() => log.checkpoint([])).toThrow('log.not-written');
  home.store().prepare('PRAGMA query_only = OFF').run();
  expect(log.append(DRAFT).index).toBe(1);
});

test('an append that cannot be made durable is an error, and nothing of it stays: full disk', async () => {
  const home = logHome();
  appendMany(home, 3);
  const { pages } = home.store().readOne<{ pages: number }>('SELECT page_count AS pages FROM pragma_page_count') ?? {
    pages: 0,
  };
  home
    .store()
    .prepare(`PRAGMA max_page_count = ${pages + 1}`)
    .get();
  const appendUntilFull = () => {
    for (let n = 0; n < 1000; n++) home.log().append({ ...DRAFT, subject: { padding: 'x'.repeat(2000) } });
  };
  expect(appendUntilFull).toThrow('log.not-written');
  const { size } = home.log().head();
  expect(() => home.log().append({ ...DRAFT, subject: { padding: 'x'.repeat(20_000) } })).toThrow('log.not-written');

  home.store().prepare('PRAGMA max_page_count = 1000000').get();
  expect(home.log().head().size).toBe(size);
  expect(home.log().append(DRAFT).index).toBe(size);
  expect((await home.log().verify()).verdict).toBe('matched');
});

test('nothing is logged inside a transaction that could still be undone', () => {
  const home = logHome();
  const log = home.log();
  expect(() => home.store().transaction(() => log.append(DRAFT))).toThrow('bug.log-in-transaction');
  expect(log.head().size).toBe(1);
});

test('a checkpoint carries the signatures of station, operator and witness, whose keys the log names before', () => {
  const home = logHome();
  appendMany(home, 4);
  const note = home.log().checkpoint([OPERATOR, WITNESS]);
  expect(
    note
      .split('\n')
      .filter((line) => line.startsWith('\u2014'))
      .map((line) => line.split(' ')[1]),
  ).toEqual([ORIGIN, OPERATOR.name, WITNESS.name]);
  const named = home.log().page({ offset: 0, limit: 10, act: 'log.key', actor: null });
  expect(named.total).toBe(2);
  expect(note.split('\n')[1]).toBe('7');
  // A second one needs no new keys.
  home.log().checkpoint([OPERATOR, WITNESS]);
  expect(home.log().page({ offset: 0, limit: 10, act: 'log.key', actor: null }).total).toBe(2);
});

test('a page shows the newest entries first, and only those of the act and person asked for', () => {
  const home = logHome();
  appendMany(home, 20);
  home.log().append({ ...DRAFT, act: 'case.close', actor: 'zhao' });
  const page = (act: string | null, actor: string | null, offset = 0) =>
    home.log().page({ offset, limit: 3, act, actor });
  expect(page(null, null).total).toBe(22);
  expect(page(null, null).entries.map((entry) => entry.index)).toEqual([21, 20, 19]);
  expect(page(null, null, 20).entries.map((entry) => entry.index)).toEqual([1, 0]);
  expect(page('case.close', null)).toMatchObject({ total: 1, entries: [{ index: 21, actor: 'zhao' }] });
  expect(page('case.create', 'zhao').total).toBe(0);
});
