import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecordWriter } from '../../../src-main/engine/intake/store/recordWriter.ts';
import { grantOf } from '../../../src-main/engine/search/grant.ts';
import { openIndexWriter } from '../../../src-main/engine/search/index/indexWriter.ts';
import { planQuery } from '../../../src-main/engine/search/plan/plan.ts';
import { parseQuery } from '../../../src-main/engine/search/query/parse.ts';
import { countHits, walkHits } from '../../../src-main/engine/search/run/hits.ts';
import { readVocabulary } from '../../../src-main/engine/search/terms/vocabulary.ts';
import { openStore, type Store } from '../../../src-main/engine/vault/index.ts';
import { type MadeMessage, madeMessages, seededRandom } from '../../support/caseText.ts';
import { type OracleQuery, oracleHolds, oracleText } from '../../support/searchOracle.ts';

const MESSAGES = 3000;
/** `SEARCH_QUERIES=100000` for the nightly size. */
const QUERIES = Number(process.env['SEARCH_QUERIES'] ?? 600);

let folder: string;
let store: Store;
let made: MadeMessage[];
let rows: ReadonlyMap<number, { readonly ordinal: number; readonly at: number | null }>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sealbench-search-'));
  store = openStore(join(folder, 'case.db'), new Uint8Array(32).fill(7), 'case');
  made = madeMessages(MESSAGES, 20241124);
  store.transaction(() => {
    const index = openIndexWriter(store);
    const writer = openRecordWriter(store, 1, index.add);
    const part = { file: 'made.jsonl', member: null };
    for (const { message } of made) writer.record(message, { part, offset: 0, length: 0 }, Buffer.alloc(0));
    writer.finish();
    index.finish();
  });
  const stored = store.read<{ id: number; ordinal: number; at: number | null }>('SELECT id, ordinal, at FROM message');
  rows = new Map(stored.map((row) => [row.id, row]));
});

afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true });
});

const everything = { caseId: 'c', conversations: null, senders: null, types: null, from: null, to: null };

function hitsOf(text: string, scope: Parameters<typeof grantOf>[1] = everything): number[] {
  const plan = planQuery(parseQuery(text, { zoneOffsetMinutes: 0 }), {
    db: store,
    grant: grantOf('g', scope),
    mode: 'exact',
    vocabulary: () => readVocabulary(store),
  });
  const ids = [...walkHits(store, plan, 'oldest-first')].map(({ id }) => id);
  expect(countHits(store, plan), `count of ${text}`).toBe(ids.length);
  const back = [...walkHits(store, plan, 'newest-first')].map(({ id }) => id);
  expect(back.length).toBe(ids.length);
  const times = ids.map((id) => rows.get(id)?.at ?? Number.POSITIVE_INFINITY);
  expect(times.every((at, index) => index === 0 || at >= (times[index - 1] as number))).toBe(true);
  return ids.map((id) => rows.get(id)?.ordinal as number).sort((a, b) => a - b);
}

function randomQuery(random: () => number, depth: number): OracleQuery {
  const below = (most: number): number => Math.floor(random() * most);
  const kind = depth === 0 ? 0 : below(10);
  if (kind < 5) {
    const { text } = (made[below(MESSAGES)] as MadeMessage).message;
    const characters = [...text].filter((one) => one !== '」');
    const start = below(Math.max(1, characters.length));
    const term = characters.slice(start, start + 1 + below(4)).join('');
    return { kind: 'term', text: term === '' ? '客' : term };
  }
  if (kind === 5) return { kind: 'type', type: ['text', 'image', 'file'][below(3)] as string };
  if (kind === 6) {
    const from = Date.UTC(2024, 2, 1) + below(MESSAGES) * 60_000;
    return { kind: 'time', from, to: from + (1 + below(MESSAGES)) * 60_000 };
  }
  if (kind === 7) return { kind: 'not', part: randomQuery(random, depth - 1) };
  const parts = Array.from({ length: 2 + below(2) }, () => randomQuery(random, depth - 1));
  return { kind: kind === 8 ? 'and' : 'or', parts };
}

describe('search finds exactly the right messages', () => {
  it(`for ${QUERIES} generated queries, against reading every message`, () => {
    const random = seededRandom(42);
    for (let round = 0; round < QUERIES; round += 1) {
      const query = randomQuery(random, 2);
      const expected = made.flatMap((one, ordinal) => (oracleHolds(query, one) ? [ordinal] : []));
      expect(hitsOf(oracleText(query)), oracleText(query)).toEqual(expected);
    }
  });

  it('lets go of the store when a walk is given up after its first hit', () => {
    const plan = planQuery(parseQuery('客 或 投', { zoneOffsetMinutes: 0 }), {
      db: store,
      grant: grantOf('g', everything),
      mode: 'exact',
      vocabulary: () => readVocabulary(store),
    });
    for (const _hit of walkHits(store, plan, 'oldest-first')) break;
    // A write is refused while any statement of the connection is still being stepped through.
    expect(() => store.write('CREATE TEMP TABLE probe (a)')).not.toThrow();
  });

  it('never shows a message outside the grant', () => {
    const random = seededRandom(43);
    const idOf = (table: string, key: string): number =>
      store.readOne<{ id: number }>(`SELECT id FROM ${table} WHERE key = ?`, key)?.id as number;
    for (let round = 0; round < 200; round += 1) {
      const conversation = Math.floor(random() * 4);
      const sender = Math.floor(random() * 6);
      const from = Date.UTC(2024, 2, 1) + Math.floor(random() * MESSAGES) * 60_000;
      const scope = {
        ...everything,
        conversations: random() < 0.7 ? [idOf('conversation', `c${conversation}`)] : null,
        senders: random() < 0.5 ? [idOf('person', `p${sender}`)] : null,
        from: random() < 0.5 ? from : null,
        to: random() < 0.5 ? from + 86_400_000 : null,
      };
      const query = randomQuery(random, 2);
      const expected = made.flatMap((one, ordinal) => {
        const at = one.message.time.utcMs;
        const inside =
          (scope.conversations === null || one.conversation === conversation) &&
          (scope.senders === null || one.sender === sender) &&
          (scope.from === null || (at !== null && at >= scope.from)) &&
          (scope.to === null || (at !== null && at < scope.to));
        return inside && oracleHolds(query, one) ? [ordinal] : [];
      });
      expect(hitsOf(oracleText(query), scope), oracleText(query)).toEqual(expected);
    }
  });
});
