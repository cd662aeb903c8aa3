/** Opens the log of a station: appending, checkpoints, reading, proofs, export and the check that reads all again. */
import { type Clock, utf8 } from '../lib/index.ts';
import type { WriteDb } from '../vault/index.ts';
import { openAppender } from './appending.ts';
import { type BundleContent, composeLogBundle, writeLogBundle } from './bundle.ts';
import { type LogVerification, verifyStoredLog } from './check/store.ts';
import { openCheckpoints } from './checkpoints.ts';
import type { EntryFields } from './entry.ts';
import { type LogReading, openReading } from './reading.ts';
import { stationNoteKey } from './signedNote.ts';
import type { Cosigner, OperationLog } from './types.ts';

export interface OpenLogOptions {
  /** The station store, at a layout that has the log's tables. */
  readonly db: WriteDb;
  /** Names this log for ever, e.g. `sealbench.local/<station serial>`; no spaces, no plus sign. */
  readonly origin: string;
  /** Raw Ed25519 seed, 32 bytes, of the key that signs checkpoints. */
  readonly stationSeed: Uint8Array;
  readonly clock: Clock;
}

export interface LogExport {
  /** The folder to make. */
  readonly path: string;
  /** Who takes the log away; stands in the log. */
  readonly actor: string;
  readonly witness?: string | null;
  /** Cosign the checkpoint that covers the bundle. */
  readonly cosigners?: readonly Cosigner[];
  /** Which entries the recipient may read, besides those that name keys; all, unless told. */
  readonly disclose?: (entry: EntryFields) => boolean;
  /** Entries whose proof is written beside. */
  readonly proofs?: readonly number[];
  /** PEM, by file name without extension. */
  readonly certificates?: Readonly<Record<string, string>>;
}

export interface BundledFile {
  /** Within the bundle, parts separated by '/'. */
  readonly path: string;
  readonly content: Uint8Array;
}

export interface StoredOperationLog extends OperationLog, LogReading {
  readonly origin: string;
  /** The station's verifier key, in the text form of C2SP signed-note. */
  readonly verifierKey: string;
  /** Reads everything again; `anchors` are signed checkpoints that were kept outside the store. */
  verify(anchors?: readonly string[]): Promise<LogVerification>;
  /** Logs the export, signs a checkpoint over everything up to there, and writes the folder. */
  exportBundle(what: LogExport): Promise<{ path: string; size: number }>;
  /**
   * The same bundle as files in memory, for a package that carries it: signs a checkpoint and logs nothing, because the
   * act that asks stands in the log itself.
   */
  bundle(what: Omit<LogExport, 'path' | 'actor' | 'witness'>): Promise<readonly BundledFile[]>;
}

/** Opens the log in `db`, and begins it with an entry that names the station's key when there is none yet. */
export function openOperationLog({ db, origin, stationSeed, clock }: OpenLogOptions): StoredOperationLog {
  const station = stationNoteKey(origin, stationSeed);
  const appender = openAppender(db, origin, clock);
  const checkpoints = openCheckpoints(db, appender, station, clock);
  if (!appender.tip()) {
    const subject = { verifierKey: station.verifierKey };
    appender.append({ act: 'log.begin', outcome: 'done', actor: null, witness: null, subject });
  }

  return {
    origin,
    verifierKey: station.verifierKey,
    append: appender.append,
    checkpoint: (cosigners) => checkpoints.sign(cosigners).note,
    latestCheckpoint: () => checkpoints.newest().note,
    ...openReading(db, appender, checkpoints),
    verify: (anchors = []) => verifyStoredLog(db, { origin, stationKey: station.verifierKey, anchors }),

    async bundle(what) {
      const files: BundledFile[] = [];
      const content = bundleContent(origin, checkpoints.sign(what.cosigners ?? []), what);
      await composeLogBundle(db, content, (path, pieces) => {
        files.push({ path, content: utf8([...pieces].join('')) });
      });
      return files;
    },

    async exportBundle({ path, actor, witness = null, ...what }) {
      const draft = { act: 'log.export', actor, witness };
      appender.append({ ...draft, outcome: 'begun', subject: { path } });
      const head = checkpoints.sign(what.cosigners ?? []);
      try {
        const withheld = await writeLogBundle(db, path, bundleContent(origin, head, what));
        appender.append({ ...draft, outcome: 'done', subject: { path, size: head.size, withheld } });
      } catch (thrown) {
        appender.append({ ...draft, outcome: 'failed', subject: { path } });
        throw thrown;
      }
      return { path, size: head.size };
    },
  };
}

function bundleContent(
  origin: string,
  head: BundleContent['head'],
  { disclose = () => true, proofs = [], certificates = {} }: Pick<LogExport, 'disclose' | 'proofs' | 'certificates'>,
): BundleContent {
  return { origin, head, disclose, proofs, certificates };
}
