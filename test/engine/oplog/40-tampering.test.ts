/** Somebody with the key to the store and raw SQL: whatever they do, reading everything again names it. */
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  appendMany,
  type LogHome,
  logHome,
  membersOf,
  OPERATOR,
  WITNESS,
  withoutTriggers,
} from '../../support/operationLog.ts';

/** Twenty entries, a cosigned checkpoint, ten more, another checkpoint. */
function filled(): LogHome {
  const home = logHome();
  appendMany(home, 20);
  home.log().checkpoint([OPERATOR, WITNESS]);
  appendMany(home, 10);
  home.log().checkpoint([]);
  return home;
}

/** The statements that do not hold, with the code and place of the first fault of each. */
async function faults(home: LogHome, anchors: readonly string[] = []): Promise<Record<string, string>> {
  const { verdict, checks } = await home.log().verify(anchors);
  const found = checks.filter((check) => check.verdict === 'mismatched');
  expect(verdict).toBe(found.length > 0 ? 'mismatched' : 'matched');
  return Object.fromEntries(found.map((check) => [check.name, `${check.code} @ ${check.place}`]));
}

test('a log that nobody touched holds in every statement', async () => {
  const home = filled();
  const { verdict, checks } = await home.log().verify([home.log().latestCheckpoint()]);
  expect(verdict).toBe('matched');
  expect(checks.map((check) => check.name)).toEqual([
    'log.entries',
    'log.chain',
    'log.clock',
    'log.leaves',
    'log.nodes',
    'log.keys',
    'log.checkpoints',
    'log.signatures',
    'log.consistency',
    'log.anchors',
  ]);
});

test('an altered entry is named', async () => {
  const home = filled();
  withoutTriggers(home, `UPDATE oplog_entry SET text = replace(text, 'li.ming', 'li.mang') WHERE entry_index = 7`);
  expect(await faults(home)).toMatchObject({
    'log.leaves': 'log.leaf-wrong @ entry 7',
    'log.chain': 'log.chain-broken @ entry 8',
    'log.checkpoints': 'log.root-differs @ checkpoint 0',
  });
});

test('an altered entry is named even when its leaf hash and every node above it were altered to fit', async () => {
  const home = filled();
  const copy = logHome();
  appendMany(copy, 19);
  copy.log().append({ act: 'case.create', outcome: 'done', actor: 'mallory', witness: null, subject: {} });
  const leaf = copy.log().entry(20);
  withoutTriggers(home);
  home
    .store()
    .write(
      'UPDATE oplog_entry SET text = ?, leaf = ? WHERE entry_index = 20',
      leaf.text,
      Buffer.from(leaf.leafHash, 'hex'),
    );
  expect(await faults(home)).toMatchObject({
    'log.chain': 'log.chain-broken @ entry 20',
    'log.nodes': 'log.node-wrong @ level 1, position 10',
    'log.checkpoints': 'log.root-differs @ checkpoint 0',
  });
});

test('a spelling of the same entry that is not canonical is named', async () => {
  const home = filled();
  withoutTriggers(home, `UPDATE oplog_entry SET text = text || ' ' WHERE entry_index = 30`);
  expect(await faults(home)).toMatchObject({ 'log.entries': 'log.entry-damaged @ entry 30' });
});

test('a deleted entry is named', async () => {
  const home = filled();
  withoutTriggers(home, 'DELETE FROM oplog_entry WHERE entry_index = 12');
  expect(await faults(home)).toMatchObject({
    'log.entries': 'log.entry-missing @ entry 12',
    'log.checkpoints': 'log.tail-missing @ checkpoint 0',
  });
});

test('a deleted entry is named even when all that follow were moved up', async () => {
  const home = filled();
  withoutTriggers(
    home,
    'DELETE FROM oplog_entry WHERE entry_index = 12',
    'UPDATE oplog_entry SET entry_index = -entry_index WHERE entry_index > 12',
    'UPDATE oplog_entry SET entry_index = -entry_index - 1 WHERE entry_index < 0',
  );
  expect(await faults(home)).toMatchObject({
    'log.entries': 'log.entry-damaged @ entry 12',
    'log.chain': 'log.chain-broken @ entry 12',
    'log.checkpoints': 'log.root-differs @ checkpoint 0',
  });
});

test('two entries that changed places are named', async () => {
  const home = filled();
  withoutTriggers(
    home,
    'UPDATE oplog_entry SET entry_index = 1000 WHERE entry_index = 15',
    'UPDATE oplog_entry SET entry_index = 15 WHERE entry_index = 16',
    'UPDATE oplog_entry SET entry_index = 16 WHERE entry_index = 1000',
  );
  expect(await faults(home)).toMatchObject({
    'log.entries': 'log.entry-damaged @ entry 15',
    'log.chain': 'log.chain-broken @ entry 15',
    'log.nodes': 'log.node-wrong @ level 1, position 7',
  });
});

test('a tail that was cut off below the newest checkpoint is named, and no checkpoint is signed any more', async () => {
  const home = filled();
  withoutTriggers(
    home,
    'DELETE FROM oplog_entry WHERE entry_index >= 25',
    'DELETE FROM oplog_node WHERE (position + 1) << level > 25',
  );
  expect(await faults(home)).toMatchObject({ 'log.checkpoints': 'log.tail-missing @ checkpoint 1' });
  expect(() => home.log().checkpoint([])).toThrow('log.inconsistent');
  // Going on as if nothing had been does not heal it.
  appendMany(home, 20);
  expect(await faults(home)).toMatchObject({ 'log.checkpoints': 'log.root-differs @ checkpoint 1' });
  expect(() => home.log().checkpoint([])).toThrow('log.inconsistent');
});

test('a tail cut off together with its checkpoint shows against a checkpoint that was kept elsewhere', async () => {
  const home = filled();
  const paper = home.log().latestCheckpoint();
  withoutTriggers(
    home,
    'DELETE FROM oplog_entry WHERE entry_index >= 25',
    'DELETE FROM oplog_node WHERE (position + 1) << level > 25',
    'DELETE FROM oplog_checkpoint WHERE number = 1',
  );
  expect(await faults(home)).toEqual({});
  expect(await faults(home, [paper])).toEqual({ 'log.anchors': 'log.rolled-back @ anchor 1' });
});

test('a store file rolled back to an older copy shows against a checkpoint that was kept elsewhere', async () => {
  const home = logHome();
  appendMany(home, 10);
  home.log().checkpoint([]);
  home.close();
  copyFileSync(home.path, `${home.path}.old`);
  appendMany(home, 10);
  const paper = home.log().checkpoint([OPERATOR]);
  home.close();

  copyFileSync(`${home.path}.old`, home.path);
  if (existsSync(`${home.path}-wal`)) rmSync(`${home.path}-wal`);
  expect(await faults(home)).toEqual({});
  expect(await faults(home, [paper])).toMatchObject({ 'log.anchors': 'log.rolled-back @ anchor 1' });
  // A second history that grew as long as the first is another history all the same.
  appendMany(home, 15);
  expect(await faults(home, [paper])).toMatchObject({ 'log.anchors': 'log.root-differs @ anchor 1' });
});

test('a log written anew under another station key is named, and shows against a checkpoint that was kept elsewhere', async () => {
  const home = filled();
  const paper = home.log().latestCheckpoint();
  const forged = logHome();
  forged.log(new Uint8Array(32).fill(0x99));
  appendMany(forged, 40);
  forged.log().checkpoint([]);
  forged.close();

  // The station opens the forged log with the key that it really has.
  expect(await faults(forged, [paper])).toMatchObject({
    'log.keys': 'log.other-key @ entry 0',
    'log.anchors': 'log.root-differs @ anchor 1',
  });
  expect(() => forged.log().checkpoint([])).toThrow('log.other-key');
});

test('an altered checkpoint, and one whose signature was exchanged, are named', async () => {
  const home = filled();
  withoutTriggers(
    home,
    `UPDATE oplog_checkpoint SET note = replace(note, char(10) || '23' || char(10), char(10) || '22' || char(10))`,
  );
  expect(await faults(home)).toMatchObject({
    'log.checkpoints': 'log.checkpoint-damaged @ checkpoint 0',
    'log.signatures': 'log.signature-wrong @ checkpoint 0',
  });

  const other = filled();
  withoutTriggers(
    other,
    `UPDATE oplog_checkpoint SET note = replace(note, 'TEST-0001/li.ming', 'TEST-0001/mallory') WHERE number = 0`,
  );
  expect(await faults(other)).toEqual({ 'log.signatures': 'log.key-unknown @ checkpoint 0' });
});

test('a removed checkpoint, a removed station signature and an altered node are named', async () => {
  const home = filled();
  withoutTriggers(home, 'DELETE FROM oplog_checkpoint WHERE number = 0');
  expect(await faults(home)).toMatchObject({ 'log.checkpoints': 'log.checkpoint-missing @ checkpoint 0' });

  const unsigned = filled();
  const note =
    unsigned.store().readOne<{ note: string }>('SELECT note FROM oplog_checkpoint WHERE number = 0')?.note ?? '';
  const lines = note.split('\n');
  withoutTriggers(unsigned);
  unsigned
    .store()
    .write(
      'UPDATE oplog_checkpoint SET note = ? WHERE number = 0',
      [...lines.slice(0, 4), ...lines.slice(5)].join('\n'),
    );
  expect(await faults(unsigned)).toEqual({ 'log.signatures': 'log.signature-missing @ checkpoint 0' });

  const node = filled();
  withoutTriggers(node, 'UPDATE oplog_node SET hash = zeroblob(32) WHERE level = 3 AND position = 1');
  expect(await faults(node)).toMatchObject({ 'log.nodes': 'log.node-wrong @ level 3, position 1' });
});

test('an entry that hides how far the clock was behind is named', async () => {
  const home = logHome();
  appendMany(home, 3);
  home.clock.pass(-60_000);
  appendMany(home, 1);
  const index = 4;
  const { text } = home.log().entry(index);
  expect(membersOf(text).behindMs).toBe(59_000);
  withoutTriggers(
    home,
    `UPDATE oplog_entry SET text = replace(text, '"behindMs":59000,', '') WHERE entry_index = ${index}`,
  );
  expect(await faults(home)).toMatchObject({ 'log.clock': `log.clock-untold @ entry ${index}` });
});
