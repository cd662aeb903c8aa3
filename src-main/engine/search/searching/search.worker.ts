/** Answers searches over one case's store in a thread of its own; between calls it goes on counting what is open. */
import { parentPort, workerData } from 'node:worker_threads';
import { BugError, RefusedError, toldError } from '../../lib/index.ts';
import { configureSqlite, openStore } from '../../vault/index.ts';
import { type GrantScope, isInside, type MessageFacts } from '../grant.ts';
import { readVocabulary, type SoundVocabulary } from '../terms/vocabulary.ts';
import type { ResultState } from '../types.ts';
import type { SearchAnswer, SearchCall, SearchCalls, SearcherOrder } from './protocol.ts';
import { readRecord } from './record.ts';
import { readHit, SearchResult } from './result.ts';
import { openSourceTrees } from './sourceTrees.ts';

/** How long counting goes on before the next call is looked for. */
const SLICE_MS = 10;
/** Results kept open; the oldest is let go for a new one. */
const OPEN_MOST = 16;

const port = parentPort;
if (!port) throw new BugError('bug.not-a-worker', { file: 'search.worker' });
const order = workerData as SearcherOrder;
if (order.nativeBinding !== null) configureSqlite({ nativeBinding: order.nativeBinding });
const db = openStore(order.storePath, order.key, 'case', 'required');
const trees = openSourceTrees(db);
const results = new Map<number, SearchResult>();
let nextResult = 1;
let vocabulary: SoundVocabulary | null = null;

const calls: SearchCalls = {
  open(request, limit) {
    const result = new SearchResult(db, request, () => (vocabulary ??= readVocabulary(db)));
    const resultId = nextResult;
    nextResult += 1;
    results.set(resultId, result);
    for (const [oldest, old] of results) {
      if (results.size <= OPEN_MOST) break;
      old.close();
      results.delete(oldest);
    }
    const hits = result.rows(0, limit);
    countOn();
    return { ...stateOf(resultId, result), hits };
  },
  rows(resultId, offset, limit) {
    const result = known(resultId);
    const hits = result.rows(offset, limit);
    return { ...stateOf(resultId, result), hits };
  },
  state: (resultId) => stateOf(resultId, known(resultId)),
  close(resultId) {
    results.get(resultId)?.close();
    results.delete(resultId);
    return null;
  },
  context(scope, messageId, before, after) {
    const around = db.readOne<{ conversation_id: number; at: number | null }>(
      'SELECT conversation_id, at FROM message WHERE id = ?',
      messageId,
    );
    if (!around) throw new RefusedError('search.no-such-message', { id: messageId });
    const side = (comparison: '<' | '>=', direction: 'ASC' | 'DESC', limit: number): number[] =>
      db
        .read<MessageFacts & { id: number }>(
          `SELECT id, conversation_id, sender_id, type, at FROM message
           WHERE conversation_id = ? AND (coalesce(at, 9e15), id) ${comparison} (?, ?)
           ORDER BY coalesce(at, 9e15) ${direction}, id ${direction} LIMIT ?`,
          around.conversation_id,
          around.at ?? 9e15,
          messageId,
          limit,
        )
        .filter((message) => isInside(scope, message))
        .map(({ id }) => id);
    const ids = [...side('<', 'DESC', before).reverse(), ...side('>=', 'ASC', after + 1)];
    return ids.map((id) => readHit(db, id, []));
  },
  record(scope, messageId) {
    if (!isWithin(scope, messageId)) throw new RefusedError('search.no-such-message', { id: messageId });
    return readRecord(db, messageId, trees);
  },
  inside(scope, messageIds) {
    const ids = [...new Set(messageIds)].sort((one, other) => one - other);
    return ids.filter((id) => isWithin(scope, id)).map((id) => readHit(db, id, []));
  },
};

function isWithin(scope: GrantScope, messageId: number): boolean {
  const facts = db.readOne<MessageFacts>(
    'SELECT conversation_id, sender_id, type, at FROM message WHERE id = ?',
    messageId,
  );
  return facts !== undefined && isInside(scope, facts);
}

port.on('message', ({ number, name, args }: SearchCall) => {
  port.postMessage(answer(number, name, args));
});

function answer(number: number, name: keyof SearchCalls, args: readonly unknown[]): SearchAnswer {
  try {
    const call = calls[name] as (...given: readonly unknown[]) => unknown;
    return { number, ok: true, value: call(...args) };
  } catch (thrown) {
    return { number, ok: false, error: toldError(thrown) };
  }
}

function known(resultId: number): SearchResult {
  const result = results.get(resultId);
  if (!result) throw new RefusedError('search.result-gone', { id: resultId });
  return result;
}

function stateOf(resultId: number, { found, complete }: SearchResult): ResultState {
  return { resultId, found, complete };
}

let counting = false;

function countOn(): void {
  if (counting) return;
  counting = true;
  setImmediate(() => {
    counting = false;
    const unfinished = [...results.values()].find((result) => !result.complete);
    if (!unfinished) return;
    unfinished.advance(Number.POSITIVE_INFINITY, SLICE_MS);
    countOn();
  });
}
