/**
 * Reads a source and writes its records and their index in one transaction of one connection: when this thread or the
 * whole process is killed, the case is as it was before. Sends progress; any message from outside asks it to stop.
 */
import { parentPort, workerData } from 'node:worker_threads';
import {
  CompletenessCheck,
  type DetectedPart,
  detectSource,
  type IntakeWarning,
  type RecordSink,
  readPart,
} from '../../intake/index.ts';
import { openRecordWriter } from '../../intake/store/index.ts';
import { BugError, toldError } from '../../lib/index.ts';
import { configureSqlite, openStore, type WriteDb } from '../../vault/index.ts';
import { type IndexWriter, openIndexWriter } from '../index/indexWriter.ts';
import type { ImportedSource, ImportMessage, ImportOrder, ImportReport } from './types.ts';

const WARNINGS_TOLD = 1000;
const NOTICE_EVERY = 5000;

const port = parentPort;
if (!port) throw new BugError('bug.not-a-worker', { file: 'import.worker' });
const order = workerData as ImportOrder;
const stop = new AbortController();
port.once('message', () => stop.abort());

run().then(
  (report) => tell({ kind: 'done', report }),
  (thrown: unknown) => tell({ kind: 'failed', error: stop.signal.aborted ? null : toldError(thrown) }),
);

function tell(message: ImportMessage): void {
  port?.postMessage(message);
}

async function run(): Promise<ImportReport> {
  if (order.nativeBinding !== null) configureSqlite({ nativeBinding: order.nativeBinding });
  const store = openStore(order.storePath, order.key, 'case');
  try {
    // Reading waits for the disk, so the transaction cannot be one synchronous call.
    store.write('BEGIN IMMEDIATE');
    const report = await imported(store);
    store.write('COMMIT');
    return report;
  } finally {
    // Closing rolls back whatever was not committed.
    store.close();
  }
}

async function imported(db: WriteDb): Promise<ImportReport> {
  const intakeId = nextId(db, 'intake');
  const { name, options, importedAt, importedBy, originals } = order;
  db.write(
    'INSERT INTO intake VALUES (?, ?, ?, ?, ?)',
    intakeId,
    name,
    JSON.stringify(options),
    importedAt,
    importedBy,
  );
  for (const { file, sizeBytes, sha256 } of originals) {
    db.write('INSERT INTO original VALUES (?, ?, ?, ?)', intakeId, file, sizeBytes, sha256);
  }
  const warnings = openWarnings(db, intakeId);
  const index = openIndexWriter(db);
  const detected = await detectSource(order.sourcePath, options.format);
  try {
    detected.warnings.forEach(warnings.add);
    const sources: ImportedSource[] = [];
    let bytesBefore = 0;
    for (const part of detected.parts) {
      sources.push(await importedPart(db, intakeId, part, index, warnings, bytesBefore));
      bytesBefore += part.file.sizeBytes ?? 0;
    }
    tell({ kind: 'indexing' });
    index.finish();
    return { intakeId, sources, warnings: warnings.first, warningCount: warnings.count() };
  } finally {
    detected.close();
  }
}

async function importedPart(
  db: WriteDb,
  intakeId: number,
  part: DetectedPart,
  index: IndexWriter,
  warnings: Warnings,
  bytesBefore: number,
): Promise<ImportedSource> {
  const sourceId = nextId(db, 'source');
  const writer = openRecordWriter(db, sourceId, index.add);
  const completeness = new CompletenessCheck(part.reader.numbering);
  const declarations: unknown[] = [];
  const assumptions: unknown[] = [];
  let records = 0;
  let reached = 0;
  const sink: RecordSink = {
    conversation: writer.conversation,
    person: writer.person,
    record(message, place, raw) {
      writer.record(message, place, raw);
      completeness.record(message, place);
      records += 1;
      reached = Math.max(reached, place.offset + place.length);
      if (records % NOTICE_EVERY === 0) {
        tell({ kind: 'progress', records, warnings: warnings.count(), bytesDone: bytesBefore + reached });
      }
    },
    warning: warnings.add,
    declared(declaration) {
      completeness.declared(declaration);
      declarations.push(declaration);
    },
    assumed: (assumption) => void assumptions.push(assumption),
    // Lets the message that asks to stop arrive.
    drained: () => new Promise((resolve) => setImmediate(resolve)),
  };
  await readPart(part, { ...order.options, signal: stop.signal }, sink);
  const { firstAt, lastAt, merkleRoot, conversations, people } = writer.finish();
  const { file, member } = part.file.part;
  const source: ImportedSource = {
    file,
    member,
    format: part.reader.id,
    records,
    conversations,
    people,
    firstAt,
    lastAt,
    merkleRoot,
    assumptions,
    declarations,
    completeness: completeness.outcomes(),
  };
  db.write(
    'INSERT INTO source VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    sourceId,
    intakeId,
    file,
    member,
    part.reader.id,
    records,
    firstAt,
    lastAt,
    merkleRoot,
    JSON.stringify(source),
  );
  return source;
}

interface Warnings {
  readonly first: IntakeWarning[];
  add(warning: IntakeWarning): void;
  count(): number;
}

function openWarnings(db: WriteDb, intakeId: number): Warnings {
  const first: IntakeWarning[] = [];
  let count = 0;
  return {
    first,
    count: () => count,
    add(warning) {
      count += 1;
      if (first.length < WARNINGS_TOLD) first.push(warning);
      db.write('INSERT INTO intake_warning (intake_id, warning) VALUES (?, ?)', intakeId, JSON.stringify(warning));
    },
  };
}

function nextId(db: WriteDb, table: 'intake' | 'source'): number {
  return (db.readOne<{ id: number }>(`SELECT coalesce(max(id), 0) + 1 AS id FROM ${table}`) as { id: number }).id;
}
