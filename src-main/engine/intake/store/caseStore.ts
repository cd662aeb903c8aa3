/** The encrypted store of one case's records: `cases/<case id>.db` in the home folder, under a key of its own. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { EvidenceError } from '../../lib/index.ts';
import { newKey, openStore, type ReadDb, type Store, type WriteDb } from '../../vault/index.ts';

export function caseStorePath(home: string, caseId: string): string {
  return join(home, 'cases', `${caseId}.db`);
}

/** The key of a case that has records already. Throws `EvidenceError('intake.no-records')`. */
export function caseStoreKey(evidence: ReadDb, caseId: string): Uint8Array {
  const row = evidence.readOne<{ key: Uint8Array }>('SELECT key FROM case_store WHERE case_id = ?', caseId);
  if (!row) throw new EvidenceError('intake.no-records', { case: caseId });
  return row.key;
}

/** As `caseStoreKey`, makes one for a case's first import. */
export function ensureCaseStoreKey(evidence: WriteDb, caseId: string): Uint8Array {
  evidence.write('INSERT INTO case_store VALUES (?, ?) ON CONFLICT DO NOTHING', caseId, newKey());
  return caseStoreKey(evidence, caseId);
}

/** A connection of its own; an import and any number of readers may have one at the same time. */
export function openCaseStore(home: string, caseId: string, key: Uint8Array): Store {
  mkdirSync(join(home, 'cases'), { recursive: true, mode: 0o700 });
  return openStore(caseStorePath(home, caseId), key, 'case');
}
