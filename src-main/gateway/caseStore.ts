/** Reads a case's records store for as long as one answer takes. */
import type { Bench } from '../engine/bench.ts';
import { caseStoreKey, openCaseStore } from '../engine/intake/store/index.ts';
import { EvidenceError, RefusedError } from '../engine/lib/index.ts';
import type { ReadDb } from '../engine/vault/index.ts';

/** Undefined for a case without records. Throws `RefusedError('case.unknown')`. */
export function withCaseStore<T>(bench: Bench, caseId: string, read: (store: ReadDb) => T): T | undefined {
  bench.cases().get(caseId);
  const { evidence } = bench.openSession();
  if (!evidence) throw new RefusedError('session.no-evidence');
  let key: Uint8Array;
  try {
    key = caseStoreKey(evidence.db, caseId);
  } catch (thrown) {
    if (thrown instanceof EvidenceError && thrown.code === 'intake.no-records') return undefined;
    throw thrown;
  }
  const store = openCaseStore(bench.options.home, caseId, key);
  try {
    return read(store.asReader());
  } finally {
    store.close();
  }
}
