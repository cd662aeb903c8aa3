/** Every step of both stores, in the order in which they run. A new one is a file beside its siblings and a line here. */
import type { StoreKind } from '../store.ts';
import { cases } from './evidence/0040-cases.ts';
import { images } from './evidence/0050-images.ts';
import type { Migration } from './migration.ts';
import { operationLog } from './station/0010-operation-log.ts';
import { station } from './station/0020-station.ts';

export const migrations: Readonly<Record<StoreKind, readonly Migration[]>> = {
  station: [operationLog, station],
  evidence: [cases, images],
};
