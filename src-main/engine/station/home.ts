/** The files of a station's home folder; `docs/formats/station-home.md` says what is in each. */
import { join } from 'node:path';

export interface HomeFiles {
  readonly folder: string;
  readonly door: string;
  readonly stationStore: string;
  readonly evidenceStore: string;
  readonly blobs: string;
}

export function filesOf(home: string): HomeFiles {
  return {
    folder: home,
    door: join(home, 'door.db'),
    stationStore: join(home, 'station.db'),
    evidenceStore: join(home, 'evidence.db'),
    blobs: join(home, 'blobs'),
  };
}
