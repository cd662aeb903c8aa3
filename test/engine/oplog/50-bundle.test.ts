/** A log taken away as a folder: what a stranger finds in it, what is withheld, and what damage they can name. */
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { verifyLogBundle } from '../../../src-main/engine/oplog/index.ts';
import { temporaryFolder } from '../../support/folders.ts';
import { appendMany, type LogHome, logHome, OPERATOR, ORIGIN, WITNESS } from '../../support/operationLog.ts';

async function exported(home: LogHome): Promise<string> {
  appendMany(home, 12);
  home.log().checkpoint([OPERATOR, WITNESS]);
  appendMany(home, 8);
  const path = join(home.folder, 'bundle');
  await home.log().exportBundle({ path, actor: 'li.ming', proofs: [0, 5, 20], cosigners: [OPERATOR] });
  return path;
}

async function faults(path: string, known = {}): Promise<Record<string, string>> {
  const { checks, verdict } = await verifyLogBundle(path, known);
  const found = checks.filter((check) => check.verdict === 'mismatched');
  expect(verdict).toBe(found.length > 0 ? 'mismatched' : 'matched');
  return Object.fromEntries(found.map((check) => [check.name, `${check.code} @ ${check.place}`]));
}

function edit(path: string, change: (text: string) => string): void {
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

const editLines = (path: string, change: (lines: string[]) => string[]) =>
  edit(path, (text) =>
    change(text.slice(0, -1).split('\n'))
      .map((line) => `${line}\n`)
      .join(''),
  );

test('an untouched bundle holds in every statement, with the station’s key and a checkpoint known from elsewhere too', async () => {
  const home = logHome();
  const path = await exported(home);
  const known = { stationKey: home.log().verifierKey, anchors: [home.log().latestCheckpoint()] };
  const report = await verifyLogBundle(path, known);
  expect(report.verdict).toBe('matched');
  expect(report.checks.map((check) => check.name)).toEqual([
    'log.bundle',
    'log.entries',
    'log.chain',
    'log.clock',
    'log.complete',
    'log.keys',
    'log.checkpoints',
    'log.signatures',
    'log.proofs',
    'log.anchors',
  ]);
});

test('the export stands in the log itself, begun before anything is written and done afterwards', async () => {
  const home = logHome();
  await exported(home);
  const { entries } = home.log().page({ offset: 0, limit: 5, act: 'log.export', actor: 'li.ming' });
  expect(entries.map((entry) => entry.outcome)).toEqual(['done', 'begun']);
});

test('a bundle is never half there: the name must be free, and a failure leaves nothing', async () => {
  const home = logHome();
  const path = await exported(home);
  await expect(home.log().exportBundle({ path, actor: 'li.ming' })).rejects.toMatchObject({ code: 'EEXIST' });
  const other = join(home.folder, 'other');
  await expect(home.log().exportBundle({ path: other, actor: 'li.ming', proofs: [9999] })).rejects.toThrow(
    'log.no-such-entry',
  );
  expect(existsSync(other)).toBe(false);
  expect(readdirSync(home.folder).filter((name) => name.includes('partial'))).toEqual([]);
  expect(home.log().page({ offset: 0, limit: 1, act: 'log.export', actor: null }).entries[0]?.outcome).toBe('failed');
});

test('entries that do not concern the recipient are withheld, and all that is said of the others can be checked all the same', async () => {
  const home = logHome();
  appendMany(home, 30);
  home.log().checkpoint([OPERATOR]);
  const path = join(home.folder, 'part');
  await home
    .log()
    .exportBundle({ path, actor: 'li.ming', disclose: (entry) => entry.subject.number === 'A-7', proofs: [8] });
  const text = readFileSync(join(path, 'entries.jsonl'), 'utf8');
  expect(text).toContain('"A-7"');
  expect(text).not.toContain('"A-8"');
  expect(text.split('\n').filter((line) => line.startsWith('{"withheld":')).length).toBe(30);
  expect(await faults(path)).toEqual({});

  editLines(join(path, 'entries.jsonl'), (lines) => lines.map((line) => line.replace('A-7', 'A-9')));
  expect(await faults(path)).toMatchObject({
    'log.checkpoints': 'log.root-differs @ checkpoints/00000000.note',
    'log.proofs': 'log.proof-wrong @ proofs/00000008.tlog-proof',
  });
});

test('every kind of damage is named with its place', async () => {
  const good = await exported(logHome());
  const damaged = async (damage: (path: string) => void, known = {}): Promise<Record<string, string>> => {
    const path = join(temporaryFolder(), 'bundle');
    cpSync(good, path, { recursive: true });
    damage(path);
    return faults(path, known);
  };
  const entries = (change: (lines: string[]) => string[]) => (path: string) =>
    editLines(join(path, 'entries.jsonl'), change);

  expect(
    await damaged(entries((lines) => lines.map((line, at) => (at === 9 ? line.replace('li.ming', 'li.mang') : line)))),
  ).toMatchObject({
    'log.chain': 'log.chain-broken @ entry 10, entries.jsonl:11',
    'log.checkpoints': 'log.root-differs @ checkpoints/00000000.note',
  });
  expect(await damaged(entries((lines) => lines.slice(0, -3)))).toMatchObject({
    'log.complete': 'log.tail-missing @ entries.jsonl',
    'log.checkpoints': 'log.tail-missing @ checkpoints/00000001.note',
  });
  expect(await damaged(entries((lines) => [...lines, lines.at(-1) ?? '']))).toMatchObject({
    'log.complete': 'log.tail-unsigned @ entries.jsonl',
    'log.entries': 'log.entry-damaged @ entry 24, entries.jsonl:25',
  });
  expect(await damaged(entries((lines) => lines.filter((_line, at) => at !== 4)))).toMatchObject({
    'log.entries': 'log.entry-damaged @ entry 4, entries.jsonl:5',
    'log.chain': 'log.chain-broken @ entry 4, entries.jsonl:5',
  });
  expect(await damaged((path) => edit(join(path, 'entries.jsonl'), (text) => text.slice(0, -20)))).toMatchObject({
    'log.entries': 'log.line-unreadable @ entry 23, entries.jsonl:24',
    'log.complete': 'log.tail-missing @ entries.jsonl',
  });
  expect(await damaged((path) => writeFileSync(join(path, 'entries.jsonl'), Uint8Array.of(0xff, 0x0a)))).toMatchObject({
    'log.entries': 'log.line-unreadable @ entry 0, entries.jsonl:1',
  });
  expect(await damaged((path) => rmSync(join(path, 'checkpoints', '00000001.note')))).toMatchObject({
    'log.complete': 'log.tail-unsigned @ entries.jsonl',
  });
  expect(await damaged((path) => rmSync(join(path, 'entries.jsonl')))).toMatchObject({
    'log.bundle': expect.stringContaining('io.not-found') as string,
  });
  expect(await damaged((path) => edit(join(path, 'keys.txt'), (text) => text.split('\n').slice(1).join('\n')))).toEqual(
    {
      'log.keys': 'log.bundle-damaged @ keys.txt',
    },
  );
  expect(await damaged((path) => edit(join(path, 'log-bundle.json'), (text) => text.replace('v1', 'v9')))).toEqual({
    'log.bundle': 'log.bundle-damaged @ log-bundle.json',
  });
  expect(
    await damaged((path) =>
      renameSync(join(path, 'proofs/00000005.tlog-proof'), join(path, 'proofs/00000006.tlog-proof')),
    ),
  ).toEqual({});
  expect(
    await damaged((path) =>
      edit(join(path, 'proofs/00000005.tlog-proof'), (text) => text.replace('index 5', 'index 6')),
    ),
  ).toEqual({ 'log.proofs': 'log.proof-wrong @ proofs/00000005.tlog-proof' });
  expect(await damaged(() => undefined, { stationKey: `${ORIGIN}+00000000+AA==` })).toMatchObject({
    'log.keys': 'log.other-key @ entry 0',
  });
});

test('a bundle of an older state shows against a checkpoint that was kept elsewhere', async () => {
  const home = logHome();
  const path = await exported(home);
  appendMany(home, 3);
  const newer = home.log().checkpoint([WITNESS]);
  expect(await faults(path, { anchors: [newer] })).toMatchObject({ 'log.anchors': 'log.rolled-back @ anchor 1' });
});

test('a path that is no folder is an error of reading, not a verdict', async () => {
  await expect(verifyLogBundle(join(temporaryFolder(), 'nothing'))).rejects.toMatchObject({ code: 'ENOENT' });
});
