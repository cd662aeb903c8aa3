import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRecordWriter } from '../../../src-main/engine/intake/store/recordWriter.ts';
import { openSearches, type Searches } from '../../../src-main/engine/retrieval/index.ts';
import { openIndexWriter } from '../../../src-main/engine/search/index/indexWriter.ts';
import { openSearcher, type Searcher } from '../../../src-main/engine/search/index.ts';
import { openBlobStore, openStore } from '../../../src-main/engine/vault/index.ts';
import type { RetrievalScope } from '../../../src-preload/contract/index.ts';
import { madeMessages, seededRandom } from '../../support/caseText.ts';
import { suiteFolder } from '../../support/folders.ts';
import { openGrant, type RetrievalHome, retrievalHome } from '../../support/retrievalHome.ts';

const MESSAGES = 1500;
const GRANTS = 25;
const QUERIES = ['', '客户', '投诉 或 a', '-的', 'type:text', '你好'];
const random = seededRandom(20261124);
const below = (most: number): number => Math.floor(random() * most);

/** What the store holds, read by plain SQL: the rule is applied to it here, by code of this test's own. */
interface Stored {
  readonly id: number;
  readonly conversation: number;
  readonly sender: number | null;
  readonly type: string;
  readonly at: number | null;
}

const folder = suiteFolder();
let searcher: Searcher;
let stored: readonly Stored[];

beforeAll(() => {
  const path = join(folder, 'case.db');
  const key = new Uint8Array(32).fill(7);
  const store = openStore(path, key, 'case');
  store.transaction(() => {
    const index = openIndexWriter(store);
    const writer = openRecordWriter(store, 1, index.add);
    const part = { file: 'made.jsonl', member: null };
    for (const { message } of madeMessages(MESSAGES, 7)) {
      writer.record(message, { part, offset: 0, length: 0 }, Buffer.alloc(0));
    }
    writer.finish();
    index.finish();
  });
  const types = ['text', 'image', 'voice', 'video', 'file'];
  stored = store
    .read<Omit<Stored, 'type'> & { type: number }>(
      'SELECT id, conversation_id AS conversation, sender_id AS sender, type, at FROM message ORDER BY id',
    )
    .map((row) => ({ ...row, type: types[row.type] ?? 'system' }));
  store.close();
  searcher = openSearcher(path, key);
});

afterAll(() => searcher.stop());

function within(scope: RetrievalScope, { conversation, sender, type, at }: Stored): boolean {
  return (
    (scope.conversations === null || scope.conversations.includes(conversation)) &&
    (scope.senders === null || (sender !== null && scope.senders.includes(sender))) &&
    (scope.types === null || scope.types.includes(type)) &&
    (scope.from === null || (at !== null && at >= scope.from)) &&
    (scope.to === null || (at !== null && at < scope.to))
  );
}

function some<T>(values: readonly T[]): T[] | null {
  if (random() < 0.4) return null;
  const chosen = values.filter(() => random() < 0.5);
  return chosen.length > 0 ? chosen : [values[0] as T];
}

function randomScope(): RetrievalScope {
  const start = Date.UTC(2024, 2, 1);
  const from = random() < 0.4 ? null : start + below(MESSAGES) * 60_000;
  const to = random() < 0.4 ? null : (from ?? start) + (1 + below(MESSAGES)) * 60_000;
  return {
    conversations: some([1, 2, 3, 4, 99]),
    senders: some([1, 2, 3, 4, 5, 6]),
    types: some(['text', 'image', 'file', 'system']),
    from,
    to,
  };
}

async function allRows(searches: Searches, grantId: string, query: string) {
  const { resultId } = await searches.open({
    grantId,
    query,
    mode: 'exact',
    order: 'oldest-first',
    zoneOffsetMinutes: 0,
    limit: 1,
  });
  const ids: number[] = [];
  for (;;) {
    const { hits } = await searches.rows(grantId, resultId, ids.length, 500);
    ids.push(...hits.map(({ id }) => id));
    if (hits.length < 500) break;
  }
  const state = await searches.state(grantId, resultId);
  expect(state).toMatchObject({ found: ids.length, complete: true });
  return { ids, resultId };
}

function searchesOf(home: RetrievalHome): Searches {
  const { grantFor } = home.as('operator');
  return openSearches({
    grantFor,
    searcher: () => searcher,
    watch: () => undefined,
    blobs: openBlobStore(join(home.logHome.folder, 'blobs'), new Uint8Array(32)),
    log: home.logHome.log(),
    actor: 'operator',
  });
}

describe('a search under a grant', () => {
  it(`returns, counts and shows around a record exactly what the plain rule allows, for ${GRANTS} grants at random`, async () => {
    const home = retrievalHome();
    const everything = { conversations: null, senders: null, types: null, from: null, to: null };
    const whole = await openGrant(home, { scope: everything }, { scope: everything });
    const searches = searchesOf(home);
    for (let n = 0; n < GRANTS; n += 1) {
      const scope = randomScope();
      const { grantId } = await openGrant(home, { scope }, { scope });
      const inside = new Set(stored.filter((record) => within(scope, record)).map(({ id }) => id));
      for (const query of QUERIES) {
        const meant = await allRows(searches, whole.grantId, query);
        const { ids } = await allRows(searches, grantId, query);
        expect(ids, `${query} ${JSON.stringify(scope)}`).toEqual(meant.ids.filter((id) => inside.has(id)));
      }
      const around = await searches.context(grantId, 1 + below(MESSAGES), 20, 20);
      expect(around.filter(({ id }) => !inside.has(id))).toEqual([]);
    }
  }, 60_000);

  it('stops with the grant: what is open already shows and counts nothing more', async () => {
    const home = retrievalHome();
    const { grantId } = await openGrant(home);
    const searches = searchesOf(home);
    const { resultId } = await allRows(searches, grantId, '');
    home.as('legal').suspend(grantId, 'person', '发现无关信息');
    await expect(searches.rows(grantId, resultId, 0, 1)).rejects.toThrow('grant.suspended');
    await expect(searches.state(grantId, resultId)).rejects.toThrow('grant.suspended');
    await expect(searches.context(grantId, 1, 1, 1)).rejects.toThrow('grant.suspended');
  });

  it('does not hand the result of one grant to another', async () => {
    const home = retrievalHome();
    const one = await openGrant(home);
    const other = await openGrant(home);
    const searches = searchesOf(home);
    const { resultId } = await allRows(searches, one.grantId, '');
    await expect(searches.rows(other.grantId, resultId, 0, 1)).rejects.toThrow('search.result-gone');
  });

  it('stands in the log with the digest of its query and the number of its hits, never with its words', async () => {
    const home = retrievalHome();
    const { grantId } = await openGrant(home);
    const searches = searchesOf(home);
    const { ids } = await allRows(searches, grantId, '客户');
    const [done, begun] = home.logged('search.run');
    // SHA-256 of 客户 in UTF-8, by sha256sum.
    expect(begun).toMatchObject({
      outcome: 'begun',
      subject: { grantId, querySha256: 'ad4af312dbc2f59366cedb1dc7880615a7606efefec9a865335a5080af99ece7' },
    });
    expect(done).toMatchObject({ outcome: 'done', subject: { grantId, hits: ids.length } });
    expect(JSON.stringify([done, begun])).not.toContain('客户');
  });
});
