/**
 * How every act on a case is done: check, log, write. The log entry is durable before the row is; if the row then fails
 * the log says so as well, and if the program died in between, the next opening does (`healInterrupted`).
 */
import { asSealbenchError, RefusedError } from '../lib/index.ts';
import type { LogDraft, LogReading, LogReceipt, OperationLog } from '../oplog/index.ts';
import type { WriteDb } from '../vault/index.ts';

export type Act = Omit<LogDraft, 'outcome'>;
export type CasesLog = OperationLog & Pick<LogReading, 'page'>;

export interface Recorder {
  /** `check` throws what speaks against it; `write` puts the rows in and names the entry that recorded them. */
  perform(act: Act, check: () => void, write: (entry: LogReceipt) => void): void;
  /** Logs that the act did not come about, and why, and throws that on. */
  fail(act: Act, thrown: unknown): never;
}

export function openRecorder(db: WriteDb, log: OperationLog): Recorder {
  function fail(act: Act, thrown: unknown): never {
    const outcome = thrown instanceof RefusedError ? 'refused' : 'failed';
    log.append({ ...act, outcome, subject: { ...act.subject, reason: asSealbenchError(thrown).code } });
    throw thrown;
  }

  return {
    fail,
    perform(act, check, write) {
      try {
        check();
      } catch (thrown) {
        fail(act, thrown);
      }
      const entries: LogReceipt[] = [];
      try {
        db.transaction(() => {
          const entry = log.append({ ...act, outcome: 'done' });
          entries.push(entry);
          write(entry);
        });
      } catch (thrown) {
        if (entries.length > 0) fail(act, thrown);
        throw thrown;
      }
    },
  };
}

/** The table in which each act of this room leaves its row, under its log entry's index. */
const CASE_TABLES: Readonly<Record<string, string>> = {
  'case.create': 'case_file',
  'case.close': 'case_event',
  'case.hold': 'case_event',
  'exhibit.add': 'exhibit',
  'exhibit.seal': 'exhibit_seal',
  'exhibit.unseal': 'exhibit_seal',
  'exhibit.photo': 'exhibit_photo',
  'image.acquire': 'exhibit_image',
};

/** An act that the log calls done but that left no row was cut off in between: the log is told so. */
export function healInterrupted(
  db: WriteDb,
  log: CasesLog,
  tables: Readonly<Record<string, string>> = CASE_TABLES,
): void {
  for (const [act, table] of Object.entries(tables)) {
    const last = log.page({ offset: 0, limit: 1, act, actor: null }).entries[0];
    if (last?.outcome !== 'done') continue;
    if (db.readOne(`SELECT 1 FROM ${table} WHERE log_index = ?`, last.index)) continue;
    const subject = { entry: last.index, reason: 'case.interrupted' };
    log.append({ act, outcome: 'failed', actor: last.actor, witness: last.witness, subject });
  }
}
