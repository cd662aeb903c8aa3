/** Every step of every kind of store, in the order in which they run. A new one is a file beside its siblings and a line here. */
import { records } from './case/0060-records.ts';
import { search } from './case/0070-search.ts';
import { cases } from './evidence/0040-cases.ts';
import { images } from './evidence/0050-images.ts';
import { caseStores } from './evidence/0060-case-stores.ts';
import { retrieval } from './evidence/0090-retrieval.ts';
import { marks } from './evidence/0091-marks.ts';
import type { Migration, StoreKind } from './migration.ts';
import { operationLog } from './station/0010-operation-log.ts';
import { station } from './station/0020-station.ts';

export const migrations: Readonly<Record<StoreKind, readonly Migration[]>> = {
  station: [operationLog, station],
  evidence: [cases, images, caseStores, retrieval, marks],
  case: [records, search],
};
