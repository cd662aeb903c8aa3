/** What the parts of the room share. */
import type { Cases, CasesLog } from '../cases/index.ts';
import type { Clock } from '../lib/index.ts';
import type { OpenSession, Station } from '../station/index.ts';
import type { BlobStore, WriteDb } from '../vault/index.ts';

export interface RetrievalContext {
  /** The evidence store. */
  readonly db: WriteDb;
  readonly blobs: BlobStore;
  readonly log: CasesLog;
  readonly clock: Clock;
  readonly station: Pick<Station, 'prove' | 'accounts'>;
  readonly session: Pick<OpenSession, 'person'>;
  readonly cases: Pick<Cases, 'get'>;
}
