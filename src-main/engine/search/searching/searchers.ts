/** The searchers of a session: one a case, opened when it is first asked for. */
import { caseStoreKey, caseStorePath } from '../../intake/store/index.ts';
import type { ReadDb } from '../../vault/index.ts';
import { openSearcher, type Searcher } from './searcher.ts';

export interface Searchers {
  /** Throws `EvidenceError('intake.no-records')` for a case without any. */
  of(caseId: string): Searcher;
  /** The next call opens a new one, which sees what was imported meanwhile. */
  stop(caseId: string): Promise<void>;
  stopAll(): Promise<void>;
}

export function openSearchers(home: string, evidence: ReadDb): Searchers {
  const open = new Map<string, Searcher>();

  async function stop(caseId: string): Promise<void> {
    const searcher = open.get(caseId);
    open.delete(caseId);
    await searcher?.stop();
  }

  return {
    of(caseId) {
      const searcher = open.get(caseId) ?? openSearcher(caseStorePath(home, caseId), caseStoreKey(evidence, caseId));
      open.set(caseId, searcher);
      return searcher;
    },
    stop,
    async stopAll() {
      await Promise.all([...open.keys()].map(stop));
    },
  };
}
