/**
 * Search in an encrypted case against SQLite LIKE, FTS5 trigram and ripgrep over plain copies, in one run; and the speed
 * of taking the records in. `--size 1M` counts messages. Every peer must find as many as ours, or it is said.
 */
import { spawnSync } from 'node:child_process';
import { createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import Database from 'better-sqlite3';
import { openRecordWriter } from '../../src-main/engine/intake/store/index.ts';
import { grantOf } from '../../src-main/engine/search/grant.ts';
import { openIndexWriter } from '../../src-main/engine/search/index/indexWriter.ts';
import { planQuery } from '../../src-main/engine/search/plan/plan.ts';
import { parseQuery } from '../../src-main/engine/search/query/parse.ts';
import { countHits, walkHits } from '../../src-main/engine/search/run/hits.ts';
import { readVocabulary } from '../../src-main/engine/search/terms/vocabulary.ts';
import { openStore } from '../../src-main/engine/vault/index.ts';
import { madeTalk } from './conversation.ts';
import { benchOptions, finish, isInstalled } from './measure.ts';

const PAGE = 50;
const QUERIES_A_CLASS = 30;

const options = benchOptions('1M');
const count = options.bytes;
const storePath = join(options.folder, 'case.db');
const dump = join(options.folder, 'dump.txt');
const store = openStore(storePath, new Uint8Array(32).fill(1), 'case');
const plain = new Database(join(options.folder, 'plain.db'));
plain.exec(`PRAGMA journal_mode = WAL; CREATE TABLE m (id INTEGER PRIMARY KEY, text TEXT);
  CREATE VIRTUAL TABLE g USING fts5 (text, content = '', detail = none, tokenize = 'trigram')`);

const talk = madeTalk();
const texts = createWriteStream(dump);
let textBytes = 0;
const started = performance.now();
store.transaction(() => {
  const index = openIndexWriter(store);
  const writer = openRecordWriter(store, 1, index.add);
  const part = { file: 'made.jsonl', member: null };
  for (let at = 0; at < count; at += 1) {
    const message = talk.message(at);
    const raw = Buffer.from(message.text);
    textBytes += raw.length;
    texts.write(`${message.text}\n`);
    writer.record(message, { part, offset: 0, length: raw.length }, raw);
  }
  writer.finish();
  index.finish();
});
const intakeSeconds = (performance.now() - started) / 1000;
texts.end();
await finished(texts);
copyToPlain();

const scope = { caseId: 'bench', conversations: null, senders: null, types: null, from: null, to: null };
const grant = grantOf('bench', scope);

function planOf(words: readonly string[]) {
  const query = parseQuery(words.map((word) => `"${word}"`).join('+'), { zoneOffsetMinutes: 0 });
  return planQuery(query, { db: store, grant, mode: 'exact', vocabulary: () => readVocabulary(store) });
}

function firstPage(words: readonly string[]): number {
  let found = 0;
  for (const _hit of walkHits(store, planOf(words), 'oldest-first')) if (++found === PAGE) break;
  return found;
}

const classes: Readonly<Record<string, () => string[]>> = {
  'one character': () => [pick(1)],
  'two characters': () => [pick(2)],
  'three characters': () => [pick(3)],
  'three words': () => [pick(2), pick(2), pick(2)],
};
let next = 0;
function pick(length: number): string {
  for (;;) {
    next = (next + 137) % 4000;
    const word = talk.words[next];
    if (word?.length === length) return word;
  }
}

const peers: Readonly<Record<string, (words: string[]) => number | null>> = {
  'SQLite LIKE, plain': (words) =>
    plain
      .prepare(`SELECT count(*) AS n FROM m WHERE ${words.map(() => 'text LIKE ?').join(' AND ')}`)
      .pluck()
      .get(words.map((word) => `%${word}%`)) as number,
  'FTS5 trigram, plain (three characters and more)': (words) =>
    words.every((word) => word.length >= 3)
      ? (plain
          .prepare('SELECT count(*) FROM g WHERE g MATCH ?')
          .pluck()
          .get(`"${words.join('" "')}"`) as number)
      : null,
  'ripgrep over a plain dump': (words) => {
    if (!isInstalled('rg') || words.length > 1) return null;
    return Number(spawnSync('rg', ['-c', '-F', words[0] as string, dump], { encoding: 'utf8' }).stdout) || 0;
  },
};

for (const [name, make] of Object.entries(classes)) {
  const times: Record<string, number[]> = { 'first page': [], 'exact count': [] };
  for (let round = 0; round < QUERIES_A_CLASS; round += 1) {
    const words = make();
    time(times['first page'] as number[], () => firstPage(words));
    const ours = time(times['exact count'] as number[], () => countHits(store, planOf(words)));
    // A scan of everything is slow and its time does not depend on the word: a few rounds are enough.
    if (round >= 3) continue;
    for (const [peer, run] of Object.entries(peers)) {
      const own: number[] = [];
      const found = time(own, () => run(words));
      if (found === null) continue;
      times[peer] = [...(times[peer] ?? []), ...own];
      if (found !== ours) process.stdout.write(`  ${peer} found ${found} for ${words.join('+')}, ours ${ours}\n`);
    }
  }
  print(name, times);
}
const indexBytes = statSync(storePath).size;
process.stdout.write(
  `taken in: ${Math.round(count / intakeSeconds).toLocaleString('en')} messages/s with hashes, index and encryption; ` +
    `text ${(textBytes / 1e6).toFixed(0)} MB, store ${(indexBytes / 1e6).toFixed(0)} MB\n`,
);
store.close();
plain.close();
finish(options, {});

function time<T>(times: number[], work: () => T): T {
  const begin = performance.now();
  const value = work();
  times.push(performance.now() - begin);
  return value;
}

function print(title: string, times: Readonly<Record<string, readonly number[]>>): void {
  process.stdout.write(`\n${title}: milliseconds, median / 95th percentile / largest\n`);
  for (const [name, all] of Object.entries(times)) {
    const sorted = [...all].sort((a, b) => a - b);
    const at = (share: number): string =>
      (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2);
    process.stdout.write(`  ${name.padEnd(48)} ${at(0.5)} / ${at(0.95)} / ${at(1)}\n`);
  }
}

function copyToPlain(): void {
  const insert = plain.prepare('INSERT INTO m VALUES (?, ?)');
  const index = plain.prepare('INSERT INTO g (rowid, text) VALUES (?, ?)');
  plain.transaction(() => {
    for (const { id, text } of store.iterate<{ id: number; text: string }>('SELECT id, text FROM message')) {
      insert.run(id, text);
      index.run(id, text);
    }
  })();
}
