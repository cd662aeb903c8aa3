/** SQLite's result codes as the errors of this program. Constraint errors stay what they are: rooms ask for them. */
import { EvidenceError, IoError, RefusedError } from '../lib/index.ts';

export function asStoreError(thrown: unknown, path: string): unknown {
  if (!(thrown instanceof Error) || thrown.name !== 'SqliteError') return thrown;
  const sqliteCode = (thrown as Error & { readonly code: string }).code;
  const details = { path, sqlite: sqliteCode };
  if (sqliteCode.startsWith('SQLITE_CORRUPT') || sqliteCode === 'SQLITE_NOTADB') {
    return new EvidenceError('vault.damaged', details, thrown);
  }
  if (sqliteCode.startsWith('SQLITE_BUSY') || sqliteCode === 'SQLITE_LOCKED') {
    return new RefusedError('vault.in-use', details, thrown);
  }
  if (sqliteCode === 'SQLITE_FULL') return new IoError('io.no-space', details, thrown);
  if (sqliteCode.startsWith('SQLITE_READONLY')) return new IoError('io.no-permission', details, thrown);
  if (sqliteCode.startsWith('SQLITE_IOERR') || sqliteCode.startsWith('SQLITE_CANTOPEN')) {
    return new IoError('vault.io', details, thrown);
  }
  return thrown;
}
